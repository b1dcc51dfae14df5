package io.gapwatch.agent.notify.channel;

import io.gapwatch.agent.config.GapwatchException;
import java.net.URI;
import java.net.URISyntaxException;

/** Checks of addresses that quote nothing of an address, which may itself be the secret. */
final class Endpoint {

  private Endpoint() {}

  /**
   * The text as an HTTP address.
   *
   * @throws GapwatchException when it is none; without a cause, because the JDK quotes its input
   */
  static URI of(String channel, String key, String text) {
    try {
      return checked(channel, key, new URI(text.strip()));
    } catch (URISyntaxException quotesTheText) {
      throw notAnAddress(channel, key);
    }
  }

  /** The same address, when it is one that can be asked over HTTP. */
  static URI checked(String channel, String key, URI uri) {
    boolean http =
        "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw notAnAddress(channel, key);
    }
    return uri;
  }

  private static GapwatchException notAnAddress(String channel, String key) {
    return new GapwatchException(
        "channel %s: %s is not an address like https://host/path; check how it was copied"
            .formatted(channel, key));
  }
}

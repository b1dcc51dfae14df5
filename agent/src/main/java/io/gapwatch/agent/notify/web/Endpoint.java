package io.gapwatch.agent.notify.web;

import io.gapwatch.agent.config.GapwatchException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of servers. No error quotes one: the address may itself be the secret. */
public final class Endpoint {

  private Endpoint() {}

  /** The text as an HTTP address, if it is one. */
  public static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text.strip())).filter(Endpoint::isHttp);
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  /**
   * The text of a secret as an HTTP address.
   *
   * @throws GapwatchException when it is not one; without a cause, because the JDK quotes its input
   */
  public static URI secret(String channel, String key, String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new GapwatchException(
                    "channel %s: %s is not an address like https://host/path; check how it was copied"
                        .formatted(channel, key)));
  }

  /** The address of a path on a server, whether or not the server's own ends with a slash. */
  public static URI at(URI server, String path) {
    return URI.create(server.toString().replaceAll("/+$", "") + path);
  }

  private static boolean isHttp(URI uri) {
    boolean http =
        "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    return http && uri.getHost() != null;
  }
}

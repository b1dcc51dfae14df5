package io.gapwatch.agent.notify.web;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.WebAddressText;
import java.net.URI;

/** Addresses of servers. No error quotes one: the address may itself be the secret. */
public final class Endpoint {

  private Endpoint() {}

  /**
   * The text of a secret as an HTTP address.
   *
   * @throws GapwatchException when it is not one; without a cause, because the JDK quotes its input
   */
  public static URI secret(String channel, String key, String text) {
    WebAddressText.fault(text)
        .ifPresent(
            fault -> {
              throw new GapwatchException(
                  "channel %s: %s is not an address like https://host/path: %s; check how it was copied"
                      .formatted(channel, key, fault));
            });
    return WebAddressText.uri(text);
  }

  /**
   * The text of a secret as the value of a header.
   *
   * @throws GapwatchException when it cannot be one; without a cause, because the JDK quotes it
   */
  public static Secret header(String channel, String key, Secret given) {
    Secret value = new Secret(given.reveal().strip());
    if (!value.reveal().matches("[\\x20-\\x7e\\t]+")) {
      throw new GapwatchException(
          "channel %s: %s must be one line of ASCII; check how it was copied"
              .formatted(channel, key));
    }
    return value;
  }

  /** The address of a path on a server, whether or not the server's own ends with a slash. */
  public static URI at(URI server, String path) {
    return URI.create(server.toString().replaceAll("/+$", "") + path);
  }
}

package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.HostPort;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.WebAddress;
import java.net.URI;
import java.util.Optional;

/**
 * What {@code watch} serves to browsers and scrapers.
 *
 * @param host the address it listens on
 * @param port the port it listens on
 * @param token what a caller must show; empty on the loopback address only
 * @param address where people reach it from elsewhere, without a slash at its end
 */
public record ServeConfig(
    String host, int port, Optional<SecretText> token, Optional<String> address) {
  private static final Key<String> LISTEN =
      Key.optional(
              "listen",
              HostPort.own("127.0.0.1:9469"),
              "the address and the port; one that others reach needs a token")
          .withDefault("127.0.0.1:9469");
  private static final Key<SecretText> TOKEN =
      Key.optional("token", Kinds.secret(), "what a caller must send: Authorization: Bearer TOKEN");
  private static final Key<URI> ADDRESS =
      Key.optional(
          "address",
          Kinds.judged(
              WebAddress.base("https://status.example.org"), (address, now) -> plain(address)),
          "where people reach it from elsewhere; messages then carry links that acknowledge");

  static final Shape SHAPE =
      Shape.of(LISTEN, TOKEN, ADDRESS)
          .with(
              settings ->
                  isLoopback(host(settings.get(LISTEN))) || settings.find(TOKEN).isPresent()
                      ? Optional.empty()
                      : Optional.of(
                          "others reach this address, so that it needs a token:"
                              + " \"${secret:PAGE_TOKEN}\""));

  static ServeConfig of(Settings settings) {
    String listen = settings.get(LISTEN);
    return new ServeConfig(
        host(listen),
        Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1)),
        settings.find(TOKEN),
        settings.find(ADDRESS).map(address -> address.toString().replaceFirst("/+$", "")));
  }

  /** It becomes part of links in messages, each of whose formats has marks of its own. */
  private static Optional<String> plain(URI address) {
    return address.getRawPath().matches("[A-Za-z0-9._~/-]*")
        ? Optional.empty()
        : Optional.of(
            "have a path of letters, digits, dots, dashes, underscores and ~ only, such as"
                + " https://example.org/status");
  }

  private static String host(String listen) {
    return listen.substring(0, listen.lastIndexOf(':'));
  }

  private static boolean isLoopback(String host) {
    return host.matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
  }
}

package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
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
              Kinds.text("[A-Za-z0-9.:\\[\\]-]+:\\d{1,5}", "an address and a port: 127.0.0.1:9469"),
              "the address and the port; one that others reach needs a token")
          .withDefault("127.0.0.1:9469");
  private static final Key<SecretText> TOKEN =
      Key.optional("token", Kinds.secret(), "what a caller must send: Authorization: Bearer TOKEN");
  private static final Key<String> ADDRESS =
      Key.optional(
          "address",
          Kinds.text(
              "https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?",
              "where others reach it, such as https://status.example.org"),
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
        settings.find(ADDRESS).map(address -> address.replaceFirst("/+$", "")));
  }

  private static String host(String listen) {
    return listen.substring(0, listen.lastIndexOf(':'));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
  }
}

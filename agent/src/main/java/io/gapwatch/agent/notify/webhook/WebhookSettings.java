package io.gapwatch.agent.notify.webhook;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.HealthyKey;
import io.gapwatch.agent.notify.web.WebKeys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How events reach one receiver.
 *
 * @param name the channel's name in the configuration
 * @param url where to; it may itself be the secret
 * @param keys sign each event, the current one first; none leaves it unsigned
 * @param headers are added to each request
 * @param ping whether the receiver knows events of type ping
 * @param healthy whether each healthy run is told as well
 * @param timeout for one request and its whole answer
 */
record WebhookSettings(
    String name,
    Secret url,
    List<Secret> keys,
    Map<String, Secret> headers,
    boolean ping,
    boolean healthy,
    Duration timeout) {
  private static final Key<SecretText> URL =
      Key.required("url", Kinds.secret(), "where to post; ${secret:NAME} if knowing it is enough");
  private static final Key<SecretText> SECRET =
      Key.optional(
          "secret",
          Kinds.secret(),
          "the key that signs: whsec_ and base64 of 24 to 64 bytes: ${secret:HOOK_KEY}; left out,"
              + " nothing is signed");
  private static final Key<SecretText> OLD_SECRET =
      Key.optional(
          "oldSecret",
          Kinds.secret(),
          "the previous key; messages are signed with it too during a rotation");
  private static final Key<Map<String, SecretText>> HEADERS =
      Key.optional(
              "headers",
              Kinds.named(Kinds.secret()),
              "headers to add, such as {Authorization: \"Bearer ${secret:NAME}\"}")
          .whenLeftOut(Map.of());
  private static final Key<Boolean> PING =
      Key.optional(
              "ping",
              Kinds.flag(),
              "whether doctor posts an event of type ping, which your receiver must not pass on")
          .withDefault("false");

  static final Shape SHAPE =
      Shape.of(URL, SECRET, OLD_SECRET, HEADERS, PING, HealthyKey.HEALTHY, WebKeys.TIMEOUT)
          .with(settings -> CustomHeaders.problem(settings.get(HEADERS).keySet()));

  static WebhookSettings of(String name, Settings settings, Function<String, Secret> secrets) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    settings.get(HEADERS).forEach((header, text) -> headers.put(header, text.resolve(secrets)));
    return new WebhookSettings(
        name,
        settings.get(URL).resolve(secrets),
        Stream.of(SECRET, OLD_SECRET)
            .flatMap(key -> settings.find(key).stream())
            .map(text -> text.resolve(secrets))
            .toList(),
        headers,
        settings.get(PING),
        settings.get(HealthyKey.HEALTHY),
        settings.get(WebKeys.TIMEOUT));
  }
}

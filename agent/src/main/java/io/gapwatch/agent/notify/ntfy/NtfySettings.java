package io.gapwatch.agent.notify.ntfy;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.HealthyKey;
import io.gapwatch.agent.notify.web.Endpoint;
import io.gapwatch.agent.notify.web.WebKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How messages reach the subscribers of one topic.
 *
 * @param name the channel's name in the configuration
 * @param url the server, without the topic
 * @param token of an account that may publish; empty where anybody may
 * @param link what a tap opens
 * @param healthy whether each healthy run is told as well
 * @param timeout for one request and its whole answer
 */
record NtfySettings(
    String name,
    URI url,
    String topic,
    Optional<Secret> token,
    Optional<URI> link,
    boolean healthy,
    Duration timeout) {
  private static final int LONGEST_LINK = 512;

  private static final Key<URI> URL =
      Key.optional("url", WebKeys.server(), "the server, such as your own")
          .withDefault("https://ntfy.sh");
  private static final Key<String> TOPIC =
      Key.required(
          "topic",
          Kinds.text("[-_A-Za-z0-9]{1,64}", "1 to 64 letters, digits, - or _"),
          "the topic; on ntfy.sh, who knows an unprotected one can read it");
  private static final Key<SecretText> TOKEN =
      Key.optional("token", Kinds.secret(), "an access token: ${secret:NTFY_TOKEN}");
  private static final Key<URI> LINK =
      Key.optional("link", WebKeys.page(LONGEST_LINK), "what a tap on the message opens");

  static final Shape SHAPE = Shape.of(URL, TOPIC, TOKEN, LINK, HealthyKey.HEALTHY, WebKeys.TIMEOUT);

  static NtfySettings of(String name, Settings settings, Function<String, Secret> secrets) {
    return new NtfySettings(
        name,
        server(settings),
        settings.get(TOPIC),
        settings
            .find(TOKEN)
            .map(text -> Endpoint.header(name, TOKEN.name(), text.resolve(secrets))),
        settings.find(LINK),
        settings.get(HealthyKey.HEALTHY),
        settings.get(WebKeys.TIMEOUT));
  }

  static URI server(Settings settings) {
    return settings.get(URL);
  }
}

package io.gapwatch.agent.notify.alertmanager;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.web.Endpoint;
import io.gapwatch.agent.notify.web.WebKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How alerts reach one Alertmanager.
 *
 * @param name the channel's name in the configuration
 * @param url its base address, without {@code /api/v2}
 * @param authorization the header of that name, where a proxy asks for it
 * @param labels are added to each alert
 * @param link where an alert comes from, such as your status page
 * @param timeout for one request and its whole answer
 */
record AlertmanagerSettings(
    String name,
    URI url,
    Optional<Secret> authorization,
    Map<String, String> labels,
    Optional<URI> link,
    Duration timeout) {
  private static final int LONGEST_LINK = 512;

  private static final Key<URI> URL =
      Key.required("url", WebKeys.server(), "its address, such as http://127.0.0.1:9093");
  private static final Key<SecretText> AUTHORIZATION =
      Key.optional(
          "authorization",
          Kinds.secret(),
          "the Authorization header, where a proxy asks for one: \"Bearer ${secret:NAME}\"");
  private static final Key<Map<String, String>> LABELS =
      Key.optional("labels", Kinds.named(Kinds.text()), "labels to add to each alert, for routes")
          .whenLeftOut(Map.of());
  private static final Key<URI> LINK =
      Key.optional(
          "link", WebKeys.page(LONGEST_LINK), "where an alert comes from: your status page");

  static final Shape SHAPE =
      Shape.of(URL, AUTHORIZATION, LABELS, LINK, WebKeys.TIMEOUT)
          .with(settings -> problem(settings.get(LABELS)));

  static AlertmanagerSettings of(String name, Settings settings, Function<String, Secret> secrets) {
    return new AlertmanagerSettings(
        name,
        server(settings),
        settings
            .find(AUTHORIZATION)
            .map(text -> Endpoint.header(name, AUTHORIZATION.name(), text.resolve(secrets))),
        settings.get(LABELS),
        settings.find(LINK),
        settings.get(WebKeys.TIMEOUT));
  }

  static URI server(Settings settings) {
    return settings.get(URL);
  }

  /** Alertmanager refuses a whole alert for one. */
  private static Optional<String> problem(Map<String, String> labels) {
    return labels.keySet().stream()
        .filter(label -> !label.matches("[a-zA-Z_][a-zA-Z0-9_]*"))
        .findFirst()
        .map(label -> "label " + label + " must have letters, digits and underscores only");
  }
}

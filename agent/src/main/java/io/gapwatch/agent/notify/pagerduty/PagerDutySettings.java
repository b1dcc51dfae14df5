package io.gapwatch.agent.notify.pagerduty;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.web.WebKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How events reach one service at PagerDuty.
 *
 * @param name the channel's name in the configuration
 * @param api the base address, without {@code /v2/enqueue}
 * @param key the integration's routing key
 * @param link the page of the client, such as your status page
 * @param timeout for one request and its whole answer
 */
record PagerDutySettings(String name, URI api, Secret key, Optional<URI> link, Duration timeout) {
  private static final URI API = URI.create("https://events.pagerduty.com");
  private static final int LONGEST_LINK = 512;
  private static final String KEY_FORM = "[A-Za-z0-9]{32}";

  private static final Key<SecretText> KEY =
      Key.required(
          "key",
          Kinds.secret(),
          "the integration key of an Events API v2 integration: ${secret:PAGERDUTY_KEY}");
  private static final Key<URI> LINK =
      Key.optional("link", WebKeys.page(LONGEST_LINK), "a link, such as your status page");

  static final Shape SHAPE = Shape.of(KEY, LINK, WebKeys.API, WebKeys.TIMEOUT);

  static PagerDutySettings of(String name, Settings settings, Function<String, Secret> secrets) {
    Secret key = new Secret(settings.get(KEY).resolve(secrets).reveal().strip());
    if (!key.reveal().matches(KEY_FORM)) {
      throw new GapwatchException(
          ("channel %s: key is not an integration key of 32 letters and digits; it is on the page"
                  + " of the service, under Integrations, Events API V2")
              .formatted(name));
    }
    return new PagerDutySettings(
        name, server(settings), key, settings.find(LINK), settings.get(WebKeys.TIMEOUT));
  }

  static URI server(Settings settings) {
    return settings.find(WebKeys.API).orElse(API);
  }
}

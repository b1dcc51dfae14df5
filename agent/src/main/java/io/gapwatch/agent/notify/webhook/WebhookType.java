package io.gapwatch.agent.notify.webhook;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.web.Endpoint;
import java.time.InstantSource;
import java.util.function.Function;

/** {@code type: webhook}: JSON to a program of yours, signed as Standard Webhooks are. */
public final class WebhookType implements ChannelType {
  private final InstantSource clock;

  /**
   * @param clock the time of an attempt, which is signed
   */
  public WebhookType(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public Shape shape() {
    return WebhookSettings.SHAPE;
  }

  @Override
  public boolean carriesMessages() {
    return true;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    WebhookSettings made = WebhookSettings.of(name, settings, secrets);
    return new Webhook(made, Endpoint.secret(name, "url", made.url().reveal()), clock);
  }
}

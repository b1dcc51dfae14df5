package io.gapwatch.agent.notify.healthchecks;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.Retry;
import io.gapwatch.agent.notify.web.WebKeys;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** {@code type: healthchecks}: a dead-man's switch, by Healthchecks.io or a server of your own. */
public final class HealthchecksType implements ChannelType {
  private static final Key<SecretText> URL =
      Key.required("url", Kinds.secret(), "the check's ping URL: ${secret:HEALTHCHECKS_PING_URL}");

  private final Retry retry;

  public HealthchecksType() {
    this(Retry.PINGS);
  }

  /** With another retry policy for its pings than the recommended one. */
  public HealthchecksType(Retry retry) {
    this.retry = retry;
  }

  @Override
  public String type() {
    return "healthchecks";
  }

  @Override
  public Shape shape() {
    return Shape.of(URL, WebKeys.API, WebKeys.TIMEOUT);
  }

  @Override
  public Optional<URI> server(Settings settings) {
    return settings.find(WebKeys.API);
  }

  @Override
  public boolean carriesMessages() {
    return false;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    return new Healthchecks(
        new HealthchecksSettings(
            name,
            settings.get(URL).resolve(secrets),
            settings.find(WebKeys.API),
            settings.get(WebKeys.TIMEOUT),
            retry));
  }
}

package io.gapwatch.agent.notify.channel;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.Retry;
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

  /** Its pings are tried otherwise than advised. */
  public HealthchecksType(Retry retry) {
    this.retry = retry;
  }

  @Override
  public String type() {
    return "healthchecks";
  }

  @Override
  public Shape shape() {
    return Shape.of(URL, Web.API, Web.TIMEOUT);
  }

  @Override
  public Optional<URI> server(Settings settings) {
    return settings.find(Web.API);
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
            settings.find(Web.API),
            settings.get(Web.TIMEOUT),
            retry));
  }
}

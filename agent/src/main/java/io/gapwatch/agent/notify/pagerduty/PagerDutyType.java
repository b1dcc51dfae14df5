package io.gapwatch.agent.notify.pagerduty;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** {@code type: pagerduty}: who is on call. */
public final class PagerDutyType implements ChannelType {
  @Override
  public String type() {
    return "pagerduty";
  }

  @Override
  public Shape shape() {
    return PagerDutySettings.SHAPE;
  }

  @Override
  public Optional<URI> server(Settings settings) {
    return Optional.of(PagerDutySettings.server(settings));
  }

  @Override
  public boolean carriesMessages() {
    return true;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    return new PagerDuty(PagerDutySettings.of(name, settings, secrets));
  }
}

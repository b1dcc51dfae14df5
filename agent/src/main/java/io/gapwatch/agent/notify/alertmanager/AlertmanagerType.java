package io.gapwatch.agent.notify.alertmanager;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** {@code type: alertmanager}: Alertmanager routes and tells. */
public final class AlertmanagerType implements ChannelType {
  @Override
  public String type() {
    return "alertmanager";
  }

  @Override
  public Shape shape() {
    return AlertmanagerSettings.SHAPE;
  }

  @Override
  public Optional<URI> server(Settings settings) {
    return Optional.of(AlertmanagerSettings.server(settings));
  }

  @Override
  public boolean carriesMessages() {
    return true;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    return new Alertmanager(AlertmanagerSettings.of(name, settings, secrets));
  }
}

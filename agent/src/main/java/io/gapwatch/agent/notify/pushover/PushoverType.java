package io.gapwatch.agent.notify.pushover;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** {@code type: pushover}: a phone, by pushover.net. */
public final class PushoverType implements ChannelType {
  @Override
  public String type() {
    return "pushover";
  }

  @Override
  public Shape shape() {
    return PushoverSettings.SHAPE;
  }

  @Override
  public Optional<URI> server(Settings settings) {
    return Optional.of(PushoverSettings.server(settings));
  }

  @Override
  public boolean carriesMessages() {
    return true;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    return new Pushover(PushoverSettings.of(name, settings, secrets));
  }
}

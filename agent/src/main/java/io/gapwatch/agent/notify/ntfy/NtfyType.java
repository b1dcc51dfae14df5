package io.gapwatch.agent.notify.ntfy;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** {@code type: ntfy}: phones and desktops, by ntfy.sh or a server of your own. */
public final class NtfyType implements ChannelType {
  @Override
  public String type() {
    return "ntfy";
  }

  @Override
  public Shape shape() {
    return NtfySettings.SHAPE;
  }

  @Override
  public Optional<URI> server(Settings settings) {
    return Optional.of(NtfySettings.server(settings));
  }

  @Override
  public boolean carriesMessages() {
    return true;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    return new Ntfy(NtfySettings.of(name, settings, secrets));
  }
}

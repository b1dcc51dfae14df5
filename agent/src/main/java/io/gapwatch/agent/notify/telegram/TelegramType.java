package io.gapwatch.agent.notify.telegram;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** {@code type: telegram}: a chat, by a bot of yours. */
public final class TelegramType implements ChannelType {
  @Override
  public String type() {
    return "telegram";
  }

  @Override
  public Shape shape() {
    return TelegramSettings.SHAPE;
  }

  @Override
  public Optional<URI> server(Settings settings) {
    return Optional.of(TelegramSettings.server(settings));
  }

  @Override
  public boolean carriesMessages() {
    return true;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    return new Telegram(TelegramSettings.of(name, settings, secrets));
  }
}

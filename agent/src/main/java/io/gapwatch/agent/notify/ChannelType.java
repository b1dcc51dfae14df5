package io.gapwatch.agent.notify;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * A type of channel: what it is called in the configuration, its settings, and how it is made. A
 * new one is a class like this and one line in {@code app.ChannelTypes}.
 */
public interface ChannelType {
  String type();

  Shape shape();

  /** The server it speaks to, where that is known without a secret. */
  default Optional<URI> server(Settings settings) {
    return Optional.empty();
  }

  /** Whether it carries messages, so that the outbox keeps what it has still to be told. */
  boolean carriesMessages();

  /**
   * Makes the channel. Nothing is connected yet.
   *
   * @param name its name in the configuration
   * @param secrets fetches a secret by name
   */
  Channel create(String name, Settings settings, Function<String, Secret> secrets);
}

package io.gapwatch.agent.notify;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * A type of channel: its name in the configuration, its keys, and how to create one. A new type is
 * one such class and one line in {@code app.ChannelTypes}.
 */
public interface ChannelType {
  String type();

  Shape shape();

  /** The server it talks to, if known without a secret. */
  default Optional<URI> server(Settings settings) {
    return Optional.empty();
  }

  /** Whether it carries messages, so that the outbox keeps what it has not received yet. */
  boolean carriesMessages();

  /**
   * Creates the channel. It connects to nothing yet.
   *
   * @param name its name in the configuration
   * @param secrets fetches a secret by name
   */
  Channel create(String name, Settings settings, Function<String, Secret> secrets);
}

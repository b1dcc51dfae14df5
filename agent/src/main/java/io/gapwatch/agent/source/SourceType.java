package io.gapwatch.agent.source;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A type of source: its name in the configuration, its settings, and its factory. */
public interface SourceType {
  String type();

  Shape shape();

  /** The kind of its sessions, which determines what checks can use it. */
  Class<? extends Session> sessions();

  /** The kind of its sessions for upkeep actions; empty if none can act on it. */
  default Optional<Class<? extends Session>> upkeepSessions() {
    return Optional.empty();
  }

  /** Whether opening it needs the network. */
  default boolean needsNetwork(Settings settings) {
    return true;
  }

  /** Whether what it asks is outside of this machine, as far as its settings tell. */
  default boolean leavesMachine(Origin origin, Settings settings) {
    return needsNetwork(settings);
  }

  /** Loads the driver ahead of its first use, in any thread. A failure surfaces on opening. */
  default void loadDriver(Settings settings) {}

  /** The compute that the provider's plan includes in a month; empty where it is not metered. */
  default Optional<Duration> allowance(Settings settings) {
    return Optional.empty();
  }

  /** The versions of what it brings along, by name; asking for one loads it. */
  default Map<String, Supplier<String>> parts(Settings settings) {
    return Map.of();
  }

  /** Creates the source without connecting. */
  Source create(Origin origin, Settings settings);

  /**
   * Where a source comes from.
   *
   * @param name its name in the configuration
   * @param config the configuration, for relative paths and the state folder
   * @param secrets looks up a secret by name
   */
  record Origin(String name, Config config, Function<String, Secret> secrets) {}
}

package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.util.Map;

/** A place that secrets may come from: its word behind {@code from:}, its settings, its making. */
public interface SecretStoreType {
  String from();

  Shape shape();

  /** Whether fetching from it needs the network. */
  default boolean needsNetwork() {
    return false;
  }

  /**
   * Opens the store.
   *
   * @param config for paths relative to the configuration
   * @param environment the environment variables
   */
  SecretStore open(Settings settings, Config config, Map<String, String> environment);
}

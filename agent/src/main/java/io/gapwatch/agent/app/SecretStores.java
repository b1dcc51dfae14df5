package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Shape;
import io.gapwatch.agent.secret.SecretStore;
import java.util.Map;

/** All places that secrets may come from. */
final class SecretStores {
  private SecretStores() {}

  static Map<String, Shape> shapes() {
    return Map.of("env", Shape.of());
  }

  static SecretStore open(Config config, Environment environment) {
    return SecretStore.of("the environment", environment.variables());
  }
}

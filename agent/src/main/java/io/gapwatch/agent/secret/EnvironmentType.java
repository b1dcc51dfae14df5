package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.util.Map;

/** {@code from: env}: environment variables. */
public final class EnvironmentType implements SecretStoreType {
  @Override
  public String from() {
    return "env";
  }

  @Override
  public Shape shape() {
    return Shape.of();
  }

  @Override
  public SecretStore open(Settings settings, Config config, Map<String, String> environment) {
    return SecretStore.of("the environment", environment);
  }
}

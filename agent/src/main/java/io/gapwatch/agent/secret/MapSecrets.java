package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.schema.Secret;
import java.util.Map;

record MapSecrets(String describe, Map<String, String> values) implements SecretStore {

  @Override
  public Secret get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new SecretUnavailableException(name, "not set in " + describe);
    }
    if (value.isBlank()) {
      throw new SecretUnavailableException(name, "empty in " + describe);
    }
    return new Secret(value);
  }

  @Override
  public String toString() {
    return "MapSecrets[" + describe + ", " + values.size() + " values]";
  }
}

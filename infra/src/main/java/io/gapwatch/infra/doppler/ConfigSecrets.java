package io.gapwatch.infra.doppler;

import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets kept encrypted in the stack's own file: {@code pulumi config set --secret NAME}. */
public final class ConfigSecrets implements SecretSource {
  private final ConfigSource config;
  private final List<String> names;

  public ConfigSecrets(ConfigSource config, List<String> names) {
    this.config = config;
    this.names = List.copyOf(names);
  }

  @Override
  public Map<String, Secret> fetch() {
    Map<String, Secret> found = new LinkedHashMap<>();
    names.forEach(name -> config.get(name).ifPresent(value -> found.put(name, new Secret(value))));
    return found;
  }
}

package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.Secret;
import io.gapwatch.agent.config.Shape;
import io.gapwatch.agent.config.Tagged;
import io.gapwatch.agent.secret.EnvironmentType;
import io.gapwatch.agent.secret.FileType;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretStoreType;
import io.gapwatch.agent.secret.SecretUnavailableException;
import io.gapwatch.agent.secret.oci.OciVaultType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All places that secrets may come from: one line each. */
public final class SecretStores {
  private SecretStores() {}

  public static List<SecretStoreType> all() {
    return List.of(new EnvironmentType(), new FileType(), new OciVaultType());
  }

  static Map<String, Shape> shapes() {
    return all().stream().collect(Collectors.toMap(SecretStoreType::from, SecretStoreType::shape));
  }

  /** Whether fetching a secret needs the network; the environment does not. */
  static boolean needNetwork(Config config) {
    return config.secrets().map(tagged -> type(tagged).needsNetwork()).orElse(false);
  }

  private static SecretStoreType type(Tagged tagged) {
    return all().stream().filter(t -> t.from().equals(tagged.type())).findFirst().orElseThrow();
  }

  /** The configured store. One that cannot be opened fails each secret, and so no run. */
  static SecretStore open(Config config, Environment environment) {
    if (config.secrets().isEmpty()) {
      return SecretStore.of("the environment", environment.variables());
    }
    Tagged tagged = config.secrets().get();
    try {
      return type(tagged).open(tagged.settings(), config, environment.variables());
    } catch (GapwatchException e) {
      return new Closed(tagged.type(), String.valueOf(e.getMessage()));
    }
  }

  /** A store that could not be opened. */
  private record Closed(String describe, String reason) implements SecretStore {
    @Override
    public Secret get(String name) {
      throw new SecretUnavailableException(name, reason);
    }
  }
}

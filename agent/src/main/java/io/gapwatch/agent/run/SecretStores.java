package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;

/** Opens the secret store. */
public record SecretStores(Types types) {
  /** Whether fetching a secret needs the network; the environment does not. */
  public boolean needNetwork(Config config) {
    return config.secrets().map(tagged -> types.secretStore(tagged).needsNetwork()).orElse(false);
  }

  /** The configured store. If it cannot be opened, each secret fails, but not the run. */
  public SecretStore open(Config config, Environment environment) {
    if (config.secrets().isEmpty()) {
      return SecretStore.of("the environment", environment.variables());
    }
    Tagged tagged = config.secrets().get();
    try {
      return types.secretStore(tagged).open(tagged.settings(), config, environment.variables());
    } catch (RuntimeException | Error e) {
      return new Closed(tagged.type(), Crash.inWords(e));
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

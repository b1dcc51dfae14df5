package io.gapwatch.agent.run;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.result.SecretOutcome;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The secrets of one run: each is fetched once, and failures are not retried. The next run fetches
 * them again, so that rotation needs no restart.
 */
public final class RunSecrets implements Function<String, Secret> {
  private final SecretStore store;
  private final Map<String, Secret> fetched = new HashMap<>();
  private final Map<String, SecretUnavailableException> failed = new HashMap<>();

  public RunSecrets(SecretStore store) {
    this.store = store;
  }

  @Override
  public Secret apply(String name) {
    Secret known = fetched.get(name);
    if (known != null) {
      return known;
    }
    SecretUnavailableException failure = failed.get(name);
    if (failure != null) {
      throw failure;
    }
    try {
      Secret secret = store.get(name);
      fetched.put(name, secret);
      return secret;
    } catch (SecretUnavailableException e) {
      failed.put(name, e);
      throw e;
    }
  }

  public String origin() {
    return store.describe();
  }

  /**
   * Fetches all of them in name order, and returns the outcome of each: its length, or why it could
   * not be fetched.
   */
  public List<SecretOutcome> fetchAll(Collection<String> names) {
    List<SecretOutcome> outcomes = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      try {
        outcomes.add(SecretOutcome.fetched(name, apply(name).length()));
      } catch (SecretUnavailableException e) {
        outcomes.add(SecretOutcome.failed(name, e.reason()));
      }
    }
    return outcomes;
  }
}

package io.gapwatch.agent.run;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.result.SecretOutcome;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The secrets of one run, for all of its threads: each is fetched once, and failures are not
 * retried. The next run fetches them again, so that rotation needs no restart.
 */
public final class RunSecrets implements Function<String, Secret> {
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final SecretStore store;
  private final Map<String, Secret> fetched = new ConcurrentHashMap<>();
  private final Map<String, SecretUnavailableException> failed = new ConcurrentHashMap<>();

  public RunSecrets(SecretStore store) {
    this.store = store;
  }

  @Override
  public Secret apply(String name) {
    SecretUnavailableException failure = failed.get(name);
    if (failure != null) {
      throw failure;
    }
    Secret known = fetched.get(name);
    if (known != null) {
      return known;
    }
    try {
      Secret secret = store.get(name).bare();
      if (secret.reveal().isBlank()) {
        throw new SecretUnavailableException(name, "empty in " + store.describe());
      }
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
   * Fetches all of them side by side, and returns the outcome of each in name order: its length, or
   * why it could not be fetched. What is late is not asked for again in this run.
   */
  List<SecretOutcome> fetchAll(Collection<String> names, Concurrently time) {
    return time.each(
        List.copyOf(new TreeSet<>(names)),
        name -> "the secret " + name + " from " + store.describe(),
        name -> {
          try {
            return SecretOutcome.fetched(name, apply(name).length(), store.version(name));
          } catch (SecretUnavailableException e) {
            return SecretOutcome.failed(name, e.reason());
          }
        },
        (name, reason) -> {
          failed.put(name, new SecretUnavailableException(name, reason));
          return SecretOutcome.failed(name, reason);
        });
  }

  /** The same without a deadline of a run; each store has its own. */
  public List<SecretOutcome> fetchAll(Collection<String> names) {
    return fetchAll(names, Concurrently.within(LONGEST));
  }
}

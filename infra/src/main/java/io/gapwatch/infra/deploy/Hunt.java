package io.gapwatch.infra.deploy;

import io.gapwatch.infra.config.InfraException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Waits for a free A1 host: goes round the availability domains, gives up only when retrying cannot
 * help, and can be stopped at any time, because its state is all in the stack.
 */
public final class Hunt {
  private static final int MOST_DOMAINS = 3;

  /** A limit that is reported this often in a row is a real one. */
  private static final int LIMITS_CONFIRMED = 3;

  /** An hour at the first interval, three at the last: more than a laptop that slept. */
  private static final int MOST_UNREACHABLE = 10;

  private final Launch launch;
  private final Pause pause;
  private final Backoff backoff;
  private final Consumer<String> out;
  private final List<Integer> domains = new ArrayList<>();

  private int failures;
  private LaunchFailure last = LaunchFailure.OTHER;
  private int inARow;

  /** Asks for the VM in one domain. */
  @FunctionalInterface
  public interface Launch {

    /**
     * Brings the stack up.
     *
     * @param domain counted from 1
     * @throws DeploymentFailedException when it did not come up
     */
    void in(int domain);
  }

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  public Hunt(Launch launch, Pause pause, RandomGenerator random, Consumer<String> out) {
    this.launch = launch;
    this.pause = pause;
    this.backoff = new Backoff(random);
    this.out = out;
  }

  /**
   * Asks until there is a VM.
   *
   * @param first the domain to begin with, counted from 1
   * @return the domain that had a host
   * @throws InfraException when retrying cannot help; the message says what does
   */
  public int run(int first) {
    for (int i = 0; i < MOST_DOMAINS; i++) {
      domains.add((first - 1 + i) % MOST_DOMAINS + 1);
    }
    while (true) {
      int domain = domains.get(0);
      try {
        launch.in(domain);
        out.accept(
            "Got a VM in availability domain %d (attempt %d).".formatted(domain, failures + 1));
        return domain;
      } catch (DeploymentFailedException e) {
        handle(domain, LaunchFailure.in(e.output()), e);
        await(backoff.after(failures));
      }
    }
  }

  private void handle(int domain, LaunchFailure reason, DeploymentFailedException failure) {
    failures++;
    inARow = reason == last ? inARow + 1 : 1;
    last = reason;
    switch (reason) {
      case CAPACITY, RATE_LIMIT -> tryLater(domain);
      case NO_SUCH_DOMAIN, NO_SHAPE -> drop(domain, failure);
      case SERVICE_LIMIT -> confirmLimit(domain, failure);
      case UNREACHABLE -> outlast(failure);
      case QUOTA ->
          throw new InfraException(
              "a quota policy of the tenancy refuses the VM; see Governance > Quotas", failure);
      case ACCOUNT ->
          throw new InfraException(
              "Oracle refuses the account's API key. Do not retry; check the account:"
                  + " it may be disabled, or the key, the region or the compartment may be wrong",
              failure);
      case OTHER -> throw failure;
    }
    out.accept("Domain %d: %s.".formatted(domain, reason.meaning()));
  }

  private void tryLater(int domain) {
    domains.remove(Integer.valueOf(domain));
    domains.add(domain);
  }

  private void drop(int domain, DeploymentFailedException failure) {
    domains.remove(Integer.valueOf(domain));
    if (domains.isEmpty()) {
      throw new InfraException(
          "no availability domain of the region has A1 machines; Always Free is only in the home"
              + " region",
          failure);
    }
  }

  private void confirmLimit(int domain, DeploymentFailedException failure) {
    if (inARow >= LIMITS_CONFIRMED) {
      throw new InfraException(
          "the account's limit for A1 is used up: another VM may have it, see Compute > Instances",
          failure);
    }
    tryLater(domain);
  }

  /** The domain stays the next: it was never asked. */
  private void outlast(DeploymentFailedException failure) {
    if (inARow >= MOST_UNREACHABLE) {
      throw new InfraException(
          "Oracle or Doppler could not be reached %d times in a row; check this machine's network and"
                  .formatted(inARow)
              + " the region in ~/.oci/config. The same command resumes",
          failure);
    }
  }

  private void await(Duration time) {
    out.accept(
        "Next try in %d s. Ctrl-C stops; the same command resumes.".formatted(time.toSeconds()));
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("the hunt was stopped; the same command resumes it", e);
    }
  }
}

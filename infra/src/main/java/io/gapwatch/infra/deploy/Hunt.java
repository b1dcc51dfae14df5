package io.gapwatch.infra.deploy;

import io.gapwatch.infra.config.InfraException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Waits for a free A1 host: goes round the availability domains, outlives whatever passes by itself
 * for as long as it takes, gives up only when retrying cannot help, and can be stopped at any time,
 * because its state is all in the stack.
 */
public final class Hunt {
  /**
   * Keeps Oracle's provider from repeating a request by itself: after HTTP 429 it asks five times
   * within 35 s, and a hunt asks once a minute.
   */
  public static final Map<String, String> ENVIRONMENT = Map.of("OCI_DISABLE_AUTO_RETRIES", "true");

  private static final int MOST_DOMAINS = 3;

  /** After so many in a row it is said what may be wrong here. */
  private static final int UNREACHABLE_IN_A_ROW = 10;

  /** What passes within minutes where it passes at all is asked so often in a row, about 10 min. */
  private static final int NOT_YET_IN_A_ROW = 6;

  private final Launch launch;
  private final AccountView account;
  private final Pause pause;
  private final Backoff backoff;
  private final Consumer<String> out;
  private final DailyNote daily;
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
     * @throws InfraException when it did not come up, at whatever step
     */
    void in(int domain);
  }

  /** Replaced in tests, which do not sleep. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /**
   * What a hunt says.
   *
   * @param out hears everything, a line at a time
   * @param daily hears once a day, by this clock, that it goes on
   */
  public record Progress(Consumer<String> out, InstantSource clock, Consumer<String> daily) {}

  /**
   * A hunt that has not begun.
   *
   * @param account proves or doubts a limit that is reported
   * @param random spreads the waits
   */
  public Hunt(
      Launch launch, AccountView account, Pause pause, RandomGenerator random, Progress progress) {
    this.launch = launch;
    this.account = account;
    this.pause = pause;
    this.backoff = new Backoff(random);
    this.out = progress.out();
    this.daily = new DailyNote(progress.clock(), progress.daily());
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
      } catch (InfraException e) {
        LaunchFailure reason = LaunchFailure.in(printed(e));
        handle(domain, reason, e);
        daily.after(failures, reason);
        await(backoff.after(failures));
      }
    }
  }

  /** All that the engine printed; of what fails before it has a say, the message. */
  private static String printed(InfraException failure) {
    return failure instanceof DeploymentFailedException engine
        ? engine.output()
        : String.valueOf(failure.getMessage());
  }

  private void handle(int domain, LaunchFailure reason, InfraException failure) {
    failures++;
    inARow = reason == last ? inARow + 1 : 1;
    last = reason;
    switch (reason) {
      case CAPACITY, RATE_LIMIT, SERVER_ERROR -> tryLater(domain);
      case NO_SUCH_DOMAIN, NO_SHAPE -> drop(domain, failure);
      case SERVICE_LIMIT, QUOTA -> doubtLimit(domain, reason, failure);
      case UNREACHABLE, IN_BETWEEN -> hint();
      case CLOCK, BUSY -> {
        // Said below each time; the domain was never asked.
      }
      case ACCOUNT -> doubtRefusal(failure);
      case NOT_YET -> {
        if (inARow >= NOT_YET_IN_A_ROW) {
          throw failure;
        }
      }
      case OTHER -> throw failure;
    }
    out.accept("Domain %d: %s.".formatted(domain, reason.meaning()));
  }

  private void doubtRefusal(InfraException failure) {
    AccountView.Standing standing = account.standing();
    if (standing == AccountView.Standing.REFUSED
        || (standing == AccountView.Standing.OPEN && inARow >= NOT_YET_IN_A_ROW)) {
      throw new InfraException(
          "Oracle refuses the account (%s). Do not retry; check the account (gapctl doctor asks it): it may be disabled, or the key, the region, the tenancy or the compartment may be wrong"
              .formatted(failure.reason().replace("; ", ", ")),
          failure);
    }
    out.accept(
        standing == AccountView.Standing.AWAY
            ? "A refusal is reported, and the account itself does not answer."
            : "A refusal is reported that the account itself does not confirm.");
  }

  private void tryLater(int domain) {
    domains.remove(Integer.valueOf(domain));
    domains.add(domain);
  }

  private void drop(int domain, InfraException failure) {
    domains.remove(Integer.valueOf(domain));
    if (domains.isEmpty()) {
      throw new InfraException(
          "no availability domain of the region has A1 machines; Always Free is only in the home"
              + " region",
          failure);
    }
  }

  private void doubtLimit(int domain, LaunchFailure reason, InfraException failure) {
    AccountView.Verdict verdict = account.limit(printed(failure), domain);
    if (verdict.real()) {
      throw new InfraException(
          (reason == LaunchFailure.QUOTA
                  ? "a quota policy of the tenancy refuses the VM: %s; see Governance > Quotas"
                  : "a limit of the account is used up: %s; see Compute > Instances, and Governance > Limits")
              .formatted(verdict.words()),
          failure);
    }
    out.accept("A limit is reported that nothing confirms: %s.".formatted(verdict.words()));
    tryLater(domain);
  }

  /** The domain stays the next: it was never asked. */
  private void hint() {
    if (inARow % UNREACHABLE_IN_A_ROW == 0) {
      out.accept(
          "Not reached %d times in a row: check this machine's network, and the region in ~/.oci/config."
              .formatted(inARow));
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

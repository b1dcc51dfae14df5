package io.gapwatch.agent.notify;

import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * How often to try within one run. Only {@link Delivery.Failed} is tried again, and only when the
 * vendor did not say when to retry; what is thrown is never tried again.
 *
 * @param delays the pause before each further attempt; none means a single attempt
 * @param deadline no attempt begins later than this after the first
 */
public record Retry(List<Duration> delays, Duration deadline) {
  /** Three attempts. Pushover asks for at least 5 s between two. */
  public static final Retry MESSAGES =
      new Retry(List.of(Duration.ofSeconds(5), Duration.ofSeconds(10)), Duration.ofMinutes(1));

  /**
   * Five attempts, as the Healthchecks reliability tips advise, within the ten seconds that a run
   * has for a ping: whoever is still trying then cannot say why it failed.
   */
  public static final Retry PINGS =
      new Retry(
          List.of(
              Duration.ofMillis(500),
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(4)),
          Duration.ofSeconds(9));

  public static final Retry NEVER = new Retry(List.of(), Duration.ofMinutes(1));

  /** Sleep has a granularity of milliseconds and may end this much early. */
  private static final Duration CLOCK_SLACK = Duration.ofMillis(2);

  public Retry {
    delays = List.copyOf(delays);
  }

  /** Tries until it is delivered, refused or given up; returns the outcome of the last attempt. */
  public Delivery run(Supplier<Delivery> attempt) {
    if (delays.isEmpty()) {
      return attempt.get();
    }
    try {
      return Failsafe.with(policy()).get(context -> unlessTooLate(context, attempt));
    } catch (FailsafeException interrupted) {
      Thread.currentThread().interrupt();
      return new Delivery.Failed("interrupted while waiting to try again");
    }
  }

  /** With a condition on results alone, Failsafe would also retry whatever is thrown. */
  private RetryPolicy<Delivery> policy() {
    return RetryPolicy.<Delivery>builder()
        .handleIf((delivery, thrown) -> thrown == null && mayWorkSoon(delivery))
        .withMaxRetries(delays.size())
        .withMaxDuration(deadline)
        .withDelayFn(context -> pauseAfter(context.getAttemptCount()))
        .build();
  }

  /** Failsafe also asks after the last attempt, but then does not wait. */
  private Duration pauseAfter(int attempts) {
    return delays.get(Math.min(attempts, delays.size()) - 1);
  }

  /** Failsafe cuts the last pause short at the deadline; an attempt after it would be too early. */
  private Delivery unlessTooLate(ExecutionContext<Delivery> context, Supplier<Delivery> attempt) {
    Duration elapsed = context.getElapsedTime().plus(CLOCK_SLACK);
    boolean late = !context.isFirstAttempt() && elapsed.compareTo(deadline) >= 0;
    return late ? context.getLastResult() : attempt.get();
  }

  private static boolean mayWorkSoon(Delivery delivery) {
    return delivery instanceof Delivery.Failed failed && failed.retryAfter().isEmpty();
  }
}

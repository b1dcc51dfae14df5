package io.gapwatch.infra.deploy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a hunt waits between two requests. Never less than a minute: accounts that asked every
 * minute or two for days were disabled, so the wait grows to a quarter of an hour, with jitter.
 */
final class Backoff {
  private static final double FIRST_SECONDS = 60;
  private static final double LONGEST_SECONDS = 900;
  private static final double GROWTH = 1.3;
  private static final double JITTER = 0.5;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait before the next request.
   *
   * @param failures how many requests have failed so far
   */
  Duration after(int failures) {
    double seconds = Math.min(LONGEST_SECONDS, FIRST_SECONDS * Math.pow(GROWTH, failures - 1));
    return Duration.ofMillis(Math.round(1000 * seconds * (1 + JITTER * random.nextDouble())));
  }
}

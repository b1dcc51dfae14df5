package io.gapwatch.agent.soak;

import java.time.Duration;
import java.time.Instant;

/** For a while the machine's clock is ahead of true time by so much, or behind if negative. */
record Jump(Instant from, Instant until, Duration ahead) {
  private static final Duration DAYS = Duration.ofDays(World.WINDOW_DAYS + 1);

  /** Whether nothing of the table is near the clock. */
  boolean far() {
    return ahead.abs().compareTo(DAYS) > 0;
  }

  boolean at(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }
}

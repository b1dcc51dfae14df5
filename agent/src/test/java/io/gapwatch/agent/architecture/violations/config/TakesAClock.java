package io.gapwatch.agent.architecture.violations.config;

import java.time.Clock;
import java.time.Instant;

final class TakesAClock {
  private TakesAClock() {}

  static Instant instant(Clock clock) {
    return Instant.now(clock);
  }
}

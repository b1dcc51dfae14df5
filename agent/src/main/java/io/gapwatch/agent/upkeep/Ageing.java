package io.gapwatch.agent.upkeep;

import java.time.Duration;
import java.time.Instant;

/**
 * When something is old. By the clock alone, one that jumps years ahead would make everything old
 * at once.
 */
@FunctionalInterface
public interface Ageing {
  /** What has not changed since this time is older than this age. */
  Instant before(Duration age);

  /** By the clock alone, for what nobody misses. */
  static Ageing byTheClock(Instant now) {
    return now::minus;
  }
}

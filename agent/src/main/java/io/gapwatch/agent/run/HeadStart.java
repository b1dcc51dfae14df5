package io.gapwatch.agent.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a source is waited for before the next is asked too: a quarter of a second each, and
 * half a second for all of them together, so that many slow ones do not add up.
 */
final class HeadStart {
  private static final Duration EACH = Duration.ofMillis(250);
  private static final Duration ALL = Duration.ofMillis(500);

  private final LongSupplier nanoTime;
  private final long begin;

  /**
   * Begins now.
   *
   * @param nanoTime the machine's monotonic clock, in nanoseconds
   */
  HeadStart(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    begin = nanoTime.getAsLong();
  }

  /** That of the source that is asked now; never below zero. */
  Duration ofNext() {
    Duration left = ALL.minusNanos(nanoTime.getAsLong() - begin);
    return left.isNegative() ? Duration.ZERO : left.compareTo(EACH) < 0 ? left : EACH;
  }
}

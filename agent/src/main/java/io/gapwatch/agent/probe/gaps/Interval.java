package io.gapwatch.agent.probe.gaps;

import java.time.Duration;
import java.time.Instant;

/**
 * A long time between two rows.
 *
 * @param number the row at its end
 * @param missing how many numbers are missing within it
 * @param missedSlots how many slots it spans beyond those of missing numbers
 * @param explained whether missed slots account for all of it
 */
record Interval(
    long number, Instant from, Instant until, long missing, long missedSlots, boolean explained) {
  Duration length() {
    return Duration.between(from, until);
  }
}

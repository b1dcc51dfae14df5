package io.gapwatch.agent.probe.gaps;

/**
 * A run of consecutive numbers, each row one slot later than the one before: a whole table becomes
 * a few thousand of them. Without slots, the intervals within are only known not to exceed the
 * limit.
 *
 * @param first the first number
 * @param begin the time of the first row, in ticks since 1970
 * @param last the last number
 * @param end the time of the last row, in ticks since 1970
 */
record Stretch(long first, long begin, long last, long end) {

  /** How many rows it represents. */
  long rows() {
    return last - first + 1;
  }
}

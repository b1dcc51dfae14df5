package io.gapwatch.agent.probe.gaps;

/**
 * Rows whose numbers follow each other one by one, each a slot later than the one before: a whole
 * table becomes some thousand of them. Without slots, the times in between are only known to be no
 * further apart than the limit.
 *
 * @param first the first number
 * @param begin the time of the first row, in ticks since 1970
 * @param last the last number
 * @param end the time of the last row, in ticks since 1970
 */
record Stretch(long first, long begin, long last, long end) {

  /** How many rows it stands for. */
  long rows() {
    return last - first + 1;
  }
}

package io.gapwatch.agent.soak;

import java.time.Instant;

/**
 * Rows that the collector leaves out, until somebody backfills them.
 *
 * @param first the first minute without a row, which is its number too
 * @param last the last one
 */
record Loss(String job, long first, long last, Instant healed) {
  boolean at(Instant time) {
    return time.getEpochSecond() >= first * 60 && time.isBefore(healed);
  }

  boolean covers(long minute) {
    return first <= minute && minute <= last;
  }

  /** As the checks call it. */
  String subject() {
    return job + " " + first + (first == last ? "" : "-" + last);
  }
}

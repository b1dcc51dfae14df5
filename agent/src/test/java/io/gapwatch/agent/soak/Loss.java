package io.gapwatch.agent.soak;

import java.time.Duration;
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

  /** Whether a subject is such a loss of the job's table. */
  static boolean isSubject(String subject, String job) {
    return subject.matches(job + " \\d+(-\\d+)?");
  }

  /** Whether the row before it is no longer in the window. */
  static boolean hasLeft(String subject, Instant now) {
    long first = Long.parseLong(subject.replaceFirst("^\\S+ ", "").replaceFirst("-.*", ""));
    return Instant.ofEpochSecond((first - 1) * 60)
        .isBefore(now.minus(Duration.ofDays(World.WINDOW_DAYS)));
  }

  /** As the checks call it. */
  String subject() {
    return job + " " + first + (first == last ? "" : "-" + last);
  }
}

package io.gapwatch.agent.probe.data;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A past that was read row by row and found healthy, so that for a while only what is new needs to
 * be read. Anything wrong is never remembered: an unhealthy table is read whole each time.
 *
 * @param number the newest row's number
 * @param time the newest row's time
 * @param sweptAt when all of it was last read
 * @param first the oldest row's number
 */
record SweptPast(
    long number, Instant time, Instant sweptAt, long first, long rows, long missedSlots) {
  private static final String VERSION = "1";

  boolean believable(Duration sweep, Instant now) {
    return !now.isBefore(sweptAt) && now.isBefore(sweptAt.plus(sweep));
  }

  /** The counts of past and news together; the row where they meet is in both. */
  GapCounts with(GapCounts news) {
    return new GapCounts(
        rows + news.rows() - 1,
        first,
        news.last(),
        news.newestTicks(),
        news.missing(),
        news.ranges(),
        news.duplicates(),
        missedSlots + news.missedSlots(),
        news.misaligned(),
        news.backwards(),
        news.longestInterval(),
        news.recentSlots(),
        news.recentMissed());
  }

  /** As one line for the memory of the check. */
  String text() {
    return Stream.of(number, time.toEpochMilli(), sweptAt.toEpochMilli(), first, rows, missedSlots)
        .map(String::valueOf)
        .collect(Collectors.joining(" ", VERSION + " ", ""));
  }

  /** Empty for a line of another version, so that all is read anew. */
  static Optional<SweptPast> parse(String text) {
    if (!text.matches(VERSION + "( -?\\d{1,18}){6}")) {
      return Optional.empty();
    }
    long[] n = Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return Optional.of(
        new SweptPast(
            n[1], Instant.ofEpochMilli(n[2]), Instant.ofEpochMilli(n[3]), n[4], n[5], n[6]));
  }
}

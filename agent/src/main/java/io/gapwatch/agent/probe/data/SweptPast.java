package io.gapwatch.agent.probe.data;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A past that was read row by row and found healthy, so that for a while only what is new needs to
 * be read. Anything wrong is never remembered: an unhealthy table is read whole each time.
 *
 * @param settings with which settings it was read: with others, it is another past
 * @param number the newest row's number
 * @param time the newest row's time
 * @param sweptAt when all of it was last read
 * @param first the oldest row's number
 */
record SweptPast(
    String settings,
    long number,
    Instant time,
    Instant sweptAt,
    long first,
    long rows,
    long missedSlots) {
  private static final String VERSION = "2";

  /** The mark of these settings. */
  static String mark(GapsSettings settings) {
    // Its text, because the hash of an enum differs from process to process.
    return Integer.toHexString(settings.toString().hashCode());
  }

  boolean believable(GapsSettings with, Instant now) {
    return settings.equals(mark(with))
        && !now.isBefore(sweptAt)
        && now.isBefore(sweptAt.plus(with.sweep()));
  }

  /**
   * The counts of past and news together; the row where they meet is in both.
   *
   * @param day counts that cover the whole last day, for the rate of missed slots
   */
  GapCounts with(GapCounts news, GapCounts day) {
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
        day.recentSlots(),
        day.recentMissed());
  }

  /** As one line for the memory of the check. */
  String text() {
    return Stream.of(number, time.toEpochMilli(), sweptAt.toEpochMilli(), first, rows, missedSlots)
        .map(String::valueOf)
        .collect(Collectors.joining(" ", VERSION + " " + settings + " ", ""));
  }

  /** Empty for a line of another version, so that all is read anew. */
  static Optional<SweptPast> parse(String text) {
    if (!text.matches(VERSION + " [0-9a-f]{1,8}( -?\\d{1,18}){6}")) {
      return Optional.empty();
    }
    String[] words = text.split(" ", -1);
    long[] n = Arrays.stream(words).skip(2).mapToLong(Long::parseLong).toArray();
    return Optional.of(
        new SweptPast(
            words[1],
            n[0],
            Instant.ofEpochMilli(n[1]),
            Instant.ofEpochMilli(n[2]),
            n[3],
            n[4],
            n[5]));
  }
}

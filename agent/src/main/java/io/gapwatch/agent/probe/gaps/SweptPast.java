package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.table.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A past that was read completely and found healthy, so that for a while only new rows need to be
 * read. An unhealthy table is read completely each time.
 *
 * @param number the newest row's number
 * @param time the newest row's time, UTC
 * @param sweptAt when all of it was last read, UTC
 * @param first the oldest row's number
 * @param firstTime the oldest row's time, UTC
 * @param edition of the table, see {@link SameTable}; empty where the database tells none
 */
record SweptPast(
    long number,
    Instant time,
    Instant sweptAt,
    long first,
    Instant firstTime,
    long rows,
    long missedSlots,
    OptionalLong edition) {

  /** Beyond this, a double in the history may not be exactly the number measured. */
  private static final double EXACT = 1L << 53;

  /**
   * What the last run with the same settings saw; empty if it was not healthy, or that was too long
   * ago to rely on.
   */
  static Optional<SweptPast> of(ProbeContext context, GapsSettings settings) {
    Duration sweep = settings.sweep();
    if (sweep.isZero()) {
      return Optional.empty();
    }
    Instant oldest = context.now().minus(sweep);
    List<Sample> ages = context.past(GapsCheck.SWEEP_AGE, oldest);
    if (ages.isEmpty()) {
      return Optional.empty();
    }
    Sample newest = ages.get(ages.size() - 1);
    if (context.past(GapsCheck.ROWS, newest.at()).stream()
        .anyMatch(later -> later.at().isAfter(newest.at()))) {
      return Optional.empty(); // a later run found something wrong
    }
    Instant sweptAt = newest.at().minusMillis(Math.round(newest.value() * 1000));
    return sweptAt.isAfter(oldest)
        ? at(newest.at(), sweptAt, context).filter(past -> past.followsFromEnds(settings.slots()))
        : Optional.empty();
  }

  private static Optional<SweptPast> at(Instant run, Instant sweptAt, ProbeContext context) {
    List<OptionalDouble> seen =
        Stream.of(
                GapsCheck.LAST,
                GapsCheck.LAST_TIME,
                GapsCheck.FIRST,
                GapsCheck.FIRST_TIME,
                GapsCheck.ROWS)
            .map(metric -> valueAt(run, metric, context))
            .toList();
    if (!seen.stream()
        .allMatch(value -> value.isPresent() && Math.abs(value.getAsDouble()) < EXACT)) {
      return Optional.empty();
    }
    double[] n = seen.stream().mapToDouble(OptionalDouble::getAsDouble).toArray();
    OptionalDouble edition = valueAt(run, GapsCheck.EDITION, context);
    long missedSlots = (long) valueAt(run, GapsCheck.MISSED_SLOTS, context).orElse(0);
    return Optional.of(
        new SweptPast(
            (long) n[0],
            time(n[1]),
            sweptAt,
            (long) n[2],
            time(n[3]),
            (long) n[4],
            missedSlots,
            edition.isPresent()
                ? OptionalLong.of((long) edition.getAsDouble())
                : OptionalLong.empty()));
  }

  private static Instant time(double secondsSince1970) {
    return Instant.EPOCH.plus(Math.round(secondsSince1970 * 1e6), ChronoUnit.MICROS);
  }

  private static OptionalDouble valueAt(Instant run, Metric metric, ProbeContext context) {
    return context.past(metric, run).stream()
        .filter(sample -> sample.at().equals(run))
        .mapToDouble(Sample::value)
        .findFirst();
  }

  /** Two rows in one slot hide a missed one from whoever knows the ends only. */
  private boolean followsFromEnds(Slots slots) {
    return from(first, firstTime, slots).missedSlots() == missedSlots;
  }

  /**
   * What is left of it when its first rows have left the window. A past that is relied on has each
   * number once, in the order of times, and in a slot of its own: from its ends all else follows.
   *
   * @param begin the first number that is left
   * @param beginTime the time of its row
   */
  SweptPast from(long begin, Instant beginTime, Slots slots) {
    long left = number - begin;
    long missed =
        slots
            .length()
            .map(slot -> Duration.between(beginTime, time).dividedBy(slot) - left)
            .orElse(0L);
    return new SweptPast(number, time, sweptAt, begin, beginTime, left + 1, missed, edition);
  }

  /**
   * The counts of past and new rows together; the row where they meet is in both.
   *
   * @param day counts that cover the whole last day, for the rate of missed slots
   */
  GapCounts with(GapCounts news, GapCounts day, Timeline timeline) {
    return new GapCounts(
        rows + news.rows() - 1,
        first,
        timeline.ticks(firstTime),
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
        day.recentMissed(),
        news.elsewhere(),
        Math.max(timeline.ticks(time), news.latestTicks()),
        news.flaws());
  }
}

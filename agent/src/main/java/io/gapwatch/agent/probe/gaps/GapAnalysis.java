package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Finds missing, duplicate and misaligned rows in stretches ordered by number, then time. Keeps
 * only counts, so that memory does not grow with the table; ranges and long intervals are passed on
 * as they are found.
 *
 * <p>Adjacent rows are compared:
 *
 * <ul>
 *   <li>the same number: the second is a duplicate;
 *   <li>numbers apart: those in between are missing; any further slots were missed;
 *   <li>consecutive numbers: the time in between is an interval, which missed slots explain if it
 *       is a whole number of slots and no more were missed in a row than is plausible.
 * </ul>
 */
final class GapAnalysis implements Consumer<Stretch> {
  private final Timeline timeline;
  private final Slots slots;
  private final long slot;
  private final long harmless;
  private final long genesis;
  private final long recent;
  private final Consumer<MissingRange> ranges;
  private final Consumer<Interval> intervals;
  private final Moments gaps = new Moments();
  private final Moments twice = new Moments();
  private final Moments odd = new Moments();
  private final Moments disorder = new Moments();

  private long rows;
  private long first;
  private long firstTicks;
  private long latestTicks;
  private long missing;
  private long rangeCount;
  private long duplicates;
  private long missedSlots;
  private long misaligned;
  private long backwards;
  private long longestInterval;
  private long recentSlots;
  private long recentMissed;
  private long last;
  private long end;

  /**
   * @param harmless without slots: up to how long an interval is not looked at, since it is known
   *     only where a stretch, or a part of the table, happens to end
   * @param recent the start of the last day, for the rate of missed slots
   * @param ranges receives each range of missing numbers
   * @param intervals receives each interval longer than a slot, or without slots each longer than
   *     what is harmless
   */
  GapAnalysis(
      Timeline timeline,
      Slots slots,
      Duration harmless,
      Instant recent,
      Consumer<MissingRange> ranges,
      Consumer<Interval> intervals) {
    this.timeline = timeline;
    this.slots = slots;
    this.slot = slots.length().map(timeline::ticks).orElse(0L);
    this.harmless = timeline.ticks(harmless);
    this.genesis = timeline.ticks(slots.genesis());
    this.recent = timeline.ticks(recent);
    this.ranges = ranges;
    this.intervals = intervals;
  }

  @Override
  public void accept(Stretch stretch) {
    if (rows == 0) {
      first = stretch.first();
      firstTicks = stretch.begin();
      latestTicks = stretch.end();
    } else {
      firstTicks = Math.min(firstTicks, stretch.begin());
      latestTicks = Math.max(latestTicks, stretch.end());
      compare(stretch);
    }
    rows += stretch.rows();
    countSlots(stretch);
    last = stretch.last();
    end = stretch.end();
  }

  /** Compares the last row so far with the first of the next stretch. */
  private void compare(Stretch next) {
    long step = distance(next.first());
    long ticks = next.begin() - end;
    if (step == 0) {
      duplicates++;
      twice.add(end, next.begin());
      return;
    }
    long missed = slot == 0 ? 0 : Math.max(0, Math.floorDiv(ticks, slot) - step);
    missedSlots += missed;
    if (ticks < 0) {
      backwards++;
      disorder.add(end, next.begin());
    }
    if (next.begin() > recent) {
      recentSlots += slot == 0 ? 0 : Math.max(0, Math.floorDiv(ticks, slot));
      recentMissed += missed;
    }
    boolean known = slot > 0 || step > 1 || ticks > harmless;
    if (step > 1) {
      missing += step - 1;
      rangeCount++;
      gaps.add(end, next.begin());
      ranges.accept(
          new MissingRange(
              new Span(last + 1, next.first() - 1),
              timeline.instant(end),
              timeline.instant(next.begin())));
    } else if (known) {
      longestInterval = Math.max(longestInterval, ticks);
    }
    if (known && ticks > slot) {
      intervals.accept(interval(next, step, missed));
    }
  }

  /** If numbers are too far apart to count, failing is better than a wrong count. */
  private long distance(long number) {
    long step = number - last;
    if (step < 0 || missing + step < 0) {
      throw new SourceUnavailableException(
          "numbers %d and %d are too far apart to count what is missing".formatted(last, number),
          "look for rows with a wrong number, or exclude them with where");
    }
    return step;
  }

  private Interval interval(Stretch next, long step, long missed) {
    long ticks = next.begin() - end;
    boolean explained = step > 1 || (slot > 0 && ticks % slot == 0 && missed <= slots.longestRun());
    return new Interval(
        next.first(),
        timeline.instant(end),
        timeline.instant(next.begin()),
        step - 1,
        missed,
        explained);
  }

  /** Within a stretch all rows have the same offset from the start of a slot. */
  private void countSlots(Stretch stretch) {
    if (slot == 0) {
      return;
    }
    if (Math.floorMod(stretch.begin() - genesis, slot) != 0) {
      misaligned += stretch.rows();
      odd.add(stretch.begin(), stretch.end());
    }
    if (stretch.rows() > 1) {
      longestInterval = Math.max(longestInterval, slot);
    }
    if (stretch.end() > recent) {
      recentSlots += (stretch.end() - Math.max(stretch.begin(), recent)) / slot;
    }
  }

  GapCounts counts() {
    return new GapCounts(
        rows,
        first,
        firstTicks,
        last,
        end,
        missing,
        rangeCount,
        duplicates,
        missedSlots,
        misaligned,
        backwards,
        longestInterval,
        recentSlots,
        recentMissed,
        0,
        latestTicks,
        new Flaws(
            gaps.during(timeline),
            twice.during(timeline),
            odd.during(timeline),
            disorder.during(timeline)));
  }
}

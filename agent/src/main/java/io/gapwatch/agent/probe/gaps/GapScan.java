package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one pass over the rows of a window found.
 *
 * @param firstSince the smallest number of the rows from a time on, if that was asked and the pass
 *     tells
 */
record GapScan(
    GapCounts counts,
    List<MissingRange> ranges,
    TopItems<Interval> intervals,
    Optional<Long> firstSince) {
  static final Duration DAY = Duration.ofDays(1);

  /**
   * Reads the window; counts all ranges and intervals, and keeps the first few.
   *
   * @param since from when on the smallest number is asked for
   */
  static GapScan read(
      SqlSession session,
      NumberedTable table,
      GapsSettings settings,
      Window window,
      Optional<Instant> since,
      Duration timeout) {
    GapScan scan = read(session, table, settings, window, Elsewhere.NOWHERE, since, timeout);
    Elsewhere elsewhere = elsewhere(session, table, scan.counts(), window, timeout);
    return elsewhere.none()
        ? scan
        : read(session, table, settings, window, elsewhere, since, timeout);
  }

  /** Whether a pass tells the smallest number since a time. */
  static boolean tellsFirstSince(GapsSettings settings) {
    return settings.slots().length().isPresent();
  }

  private static GapScan read(
      SqlSession session,
      NumberedTable table,
      GapsSettings settings,
      Window window,
      Elsewhere elsewhere,
      Optional<Instant> since,
      Duration timeout) {
    TopItems<MissingRange> ranges =
        new TopItems<>(
            settings.list(),
            Comparator.comparingLong(MissingRange::count)
                .reversed()
                .thenComparingLong(range -> range.span().first()));
    TopItems<Interval> intervals =
        new TopItems<>(
            settings.list(),
            Comparator.comparing(Interval::length).reversed().thenComparing(Interval::number));
    long[] missing = {0};
    Consumer<MissingRange> counted = range -> missing[0] += range.count();
    Moments moved = new Moments();
    Timeline timeline = table.timeline();
    Optional<FirstSince> first = firstSince(timeline, settings, since);
    GapCounts counts =
        pass(
            session,
            table,
            settings,
            window,
            timeout,
            elsewhere
                .without(counted.andThen(ranges))
                .andThen(range -> elsewhere.addTimes(range, timeline, moved)),
            keepIf(settings, intervals),
            stretch -> first.ifPresent(it -> it.accept(stretch)));
    return new GapScan(
        elsewhere.none()
            ? counts
            : counts.with(
                elsewhere,
                missing[0],
                ranges.count(),
                counts.flaws().withOrder(moved.during(timeline))),
        ranges.list(),
        intervals,
        first.flatMap(FirstSince::number));
  }

  private static Optional<FirstSince> firstSince(
      Timeline timeline, GapsSettings settings, Optional<Instant> since) {
    return since.flatMap(
        time ->
            settings
                .slots()
                .length()
                .map(slot -> new FirstSince(timeline.ticks(time), timeline.ticks(slot))));
  }

  /**
   * A range is told only after the table itself was asked for its numbers, whatever their times.
   * Where nothing is missing there is nothing to ask.
   */
  private static Elsewhere elsewhere(
      SqlSession session, NumberedTable table, GapCounts counts, Window window, Duration timeout) {
    return counts.missing() == 0
        ? Elsewhere.NOWHERE
        : Elsewhere.read(session, table, window, new Span(counts.first(), counts.last()), timeout);
  }

  /**
   * Reads the window and passes on every range and interval as it is found.
   *
   * @param first receives the counts before any range, unless there are no rows
   */
  static GapCounts each(
      SqlSession session,
      NumberedTable table,
      GapsSettings settings,
      Window window,
      Duration timeout,
      Consumer<GapCounts> first,
      Consumer<MissingRange> ranges,
      Consumer<Interval> intervals) {
    GapCounts counts =
        pass(session, table, settings, window, timeout, range -> {}, interval -> {}, stretch -> {});
    if (counts.rows() > 0) {
      first.accept(counts);
      Elsewhere elsewhere = elsewhere(session, table, counts, window, timeout);
      pass(
          session,
          table,
          settings,
          window,
          timeout,
          elsewhere.without(ranges),
          intervals,
          stretch -> {});
    }
    return counts;
  }

  private static GapCounts pass(
      SqlSession session,
      NumberedTable table,
      GapsSettings settings,
      Window window,
      Duration timeout,
      Consumer<MissingRange> ranges,
      Consumer<Interval> intervals,
      Consumer<Stretch> stretches) {
    Timeline timeline = table.timeline();
    GapAnalysis analysis =
        new GapAnalysis(
            timeline,
            settings.slots(),
            settings.harmless(),
            window.until().minus(DAY),
            ranges,
            intervals);
    List<String> conditions = WindowSplit.conditions(session, table, window, timeout);
    stretches(session, table, settings, conditions, timeout).each(analysis.andThen(stretches));
    return analysis.counts();
  }

  /** What is asked first when a window is read. */
  static String question(
      SqlSession session, NumberedTable table, GapsSettings settings, Window window) {
    // Only where all is read in one go is it known beforehand.
    List<String> whole = List.of(WindowSplit.whole(table, window));
    return stretches(session, table, settings, whole, Duration.ZERO).question();
  }

  private static Stretches stretches(
      SqlSession session,
      NumberedTable table,
      GapsSettings settings,
      List<String> conditions,
      Duration timeout) {
    Timeline timeline = table.timeline();
    return new Stretches(
        session,
        table,
        conditions,
        settings.slots().length().map(timeline::ticks).orElse(0L),
        timeline.ticks(settings.harmless()),
        timeout);
  }

  private static Consumer<Interval> keepIf(GapsSettings settings, TopItems<Interval> intervals) {
    return interval -> {
      if (settings.concerns(interval)) {
        intervals.accept(interval);
      }
    };
  }

  /** The time range of the rows to read, inclusive. */
  record Window(Instant from, Instant until) {}
}

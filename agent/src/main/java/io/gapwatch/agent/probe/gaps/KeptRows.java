package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many rows an earlier run saw that must be there still. A period with one row is not missing,
 * so that a table with a rhythm could lose nearly all of its rows and look whole.
 *
 * @param from the beginning of their first period, UTC
 * @param until the beginning of their last period, UTC
 */
record KeptRows(long rows, Instant from, Instant until) {
  /** Of fewer rows, half are a correction and no loss. */
  private static final long FEWEST = 20;

  /** What the last run wrote down, if it is in the window still. */
  static Optional<KeptRows> remembered(ProbeContext context, Instant window) {
    List<Sample> rows = context.past(GapsCheck.KEPT_ROWS, context.now().minus(Beginning.LONGEST));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Sample last = rows.get(rows.size() - 1);
    return time(last.at(), GapsCheck.KEPT_FROM, context)
        .filter(from -> !from.isBefore(window))
        .flatMap(
            from ->
                time(last.at(), GapsCheck.KEPT_UNTIL, context)
                    .map(until -> new KeptRows(last.whole(), from, until)));
  }

  private static Optional<Instant> time(Instant run, Metric metric, ProbeContext context) {
    return context.past(metric, run).stream()
        .filter(sample -> sample.at().equals(run))
        .findFirst()
        .map(Beginning::instant);
  }

  /** Their periods. */
  Span periods(Grid grid) {
    return periods(from, until, grid);
  }

  static Span periods(Instant from, Instant until, Grid grid) {
    return new Span(grid.number(from), Math.max(grid.number(from), grid.number(until)));
  }

  /** How many of them are gone, if those that are left are fewer than half of them; else 0. */
  long lost(long left) {
    return rows >= FEWEST && left < rows - left ? rows - left : 0;
  }

  Observation observation(String table, Grid grid, long left) {
    return Observation.of(
            GapsCheck.LOST,
            table + " rows",
            (double) lost(left),
            "%,d of %,d".formatted(left, rows),
            text(grid, left),
            Lost.REMEDY)
        .at(Place.WHOLE.during(TimeSpan.between(from, until)));
  }

  String text(Grid grid, long left) {
    Span periods = periods(grid);
    return "only %,d of the %,d rows from %s to %s are left"
        .formatted(left, rows, grid.name(periods.first()), grid.name(periods.last()));
  }

  void remember(Measured.Builder reading) {
    reading.value(GapsCheck.KEPT_ROWS, rows);
    remember(reading, from, until);
  }

  static void remember(Measured.Builder reading, Instant from, Instant until) {
    reading
        .value(GapsCheck.KEPT_FROM, Durations.seconds(Duration.between(Instant.EPOCH, from)))
        .value(GapsCheck.KEPT_UNTIL, Durations.seconds(Duration.between(Instant.EPOCH, until)));
  }
}

package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.MissingRange.Times;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.table.Groups;
import io.gapwatch.agent.probe.table.TimedTable;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a table whose rows have a rhythm: which of its periods have no row.
 *
 * <p>The database counts the rows of each period and returns only those after which a period is
 * missing, so that its memory grows with the periods, and ours with what is missing.
 *
 * @param begin the first period of a group that must be there; empty: the first that is
 * @param end the last period that is over
 * @param kept this period and later ones will still be in the window at the next runs
 * @param counted the periods whose rows an earlier run counted, if one did
 */
record RhythmParts(
    SqlSession session,
    TimedTable table,
    Groups groups,
    Grid grid,
    GapScan.Window window,
    Function<List<String>, Optional<Long>> begin,
    long end,
    Duration grace,
    long kept,
    Optional<Span> counted,
    ProbeContext context)
    implements Parts {

  /** Where in a group the last row was. */
  private static final class Place {
    private boolean open;
    private long next;
    private List<String> group = List.of();

    private void check(List<String> ofRow, long number) {
      if (open && !(ofRow.equals(group) && number >= next)) {
        throw Stretches.otherOrder();
      }
      group = ofRow;
    }
  }

  @Override
  public void each(Sink sink) {
    Elsewhere absent = grid.absent();
    Place place = new Place();
    session.query(question(), context.timeout(), row -> accept(row, place, absent, sink));
  }

  @Override
  public String question() {
    return ("SELECT %1$sk, nk, num, low, kept, still, rest FROM (SELECT %1$sk, lead(k) OVER (%2$s"
            + " ORDER BY k) AS nk, CAST(sum(num) OVER (%2$s) AS BIGINT) AS num, min(k) OVER"
            + " (%2$s) AS low, min(CASE WHEN k >= %9$d THEN k END) OVER (%2$s) AS kept,"
            + " CAST(sum(CASE WHEN k BETWEEN %10$d AND %11$d THEN num ELSE 0 END) OVER (%2$s)"
            + " AS BIGINT) AS still, CAST(sum(CASE WHEN k BETWEEN %9$d AND %12$d THEN num ELSE"
            + " 0 END) OVER (%2$s) AS BIGINT) AS rest FROM (SELECT %3$s%4$s AS k, count(*) AS"
            + " num FROM %5$s WHERE %6$s AND %7$s GROUP BY %8$s) p) s WHERE nk IS NULL OR nk <>"
            + " k + 1 ORDER BY %1$sk")
        .formatted(
            groups.columns(),
            groups.partition(),
            groups.select(),
            grid.number(session.dialect(), table.timeline()),
            table.name(),
            table.timeline().within(window.from(), window.until()),
            table.filter(),
            groups.positionsAnd(1),
            kept,
            counted.map(Span::first).orElse(0L),
            counted.map(Span::last).orElse(-1L),
            end);
  }

  private void accept(Row row, Place place, Elsewhere absent, Sink sink) {
    int at = groups.names().size();
    List<String> group = groups.values(row);
    long number = row.number(at + 1);
    long first = row.number(at + 4);
    place.check(group, number);
    Consumer<MissingRange> ranges =
        absent.without(
            range -> {
              Times times = grid.times(range.span());
              sink.missing(
                  new Range(
                      timed(range, times),
                      new TimeSpan(times.from(), times.until().minusNanos(1)),
                      grid.start(range.span().first() + 1).plus(grace)));
            });
    Optional<Long> from = begin.apply(group);
    if (!place.open && from.isPresent()) {
      missing(group, from.get(), first - 1, ranges);
    }
    place.open = !row.isNull(at + 2);
    place.next = row.number(at + 2);
    missing(group, number + 1, place.open ? place.next - 1 : end, ranges);
    if (!place.open) {
      sink.end(
          new Counts(
              group,
              row.number(at + 3),
              0,
              first,
              number,
              TimeSpan.between(grid.start(Math.min(first, from.orElse(first))), window.until()),
              Optional.empty(),
              row.value(at + 5).map(any -> row.number(at + 5)),
              row.number(at + 6),
              row.number(at + 7)));
    }
  }

  private void missing(List<String> group, long first, long last, Consumer<MissingRange> ranges) {
    long over = Math.min(last, end);
    if (first <= over) {
      ranges.accept(
          new MissingRange(
              new Span(first, over), Optional.empty(), Optional.empty(), group, Optional.empty()));
    }
  }

  private static MissingRange timed(MissingRange range, Times times) {
    return new MissingRange(
        range.span(), range.after(), range.before(), range.group(), Optional.of(times));
  }
}

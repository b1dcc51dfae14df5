package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.table.TableSettings;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.probe.table.Words;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.text.Durations;
import java.util.Optional;

/** A window without rows says nothing about the data, so that the result is unknown. */
final class EmptyWindow {
  private EmptyWindow() {}

  /**
   * How many rows there are of each kind.
   *
   * @param placed those with a number, if rows have numbers, and a time
   * @param future of the placed ones, those with a time in the future
   * @param settling of the placed ones, those that are left to settle
   */
  private record Rows(
      long all, long withNumber, long withTime, long placed, long future, long settling) {}

  /**
   * Why there is none: each reason in its own words.
   *
   * @param relation the table, as a query reads from it
   * @param number the column of numbers, if rows have numbers
   */
  static Unavailable reason(
      SqlSession session,
      String relation,
      Timeline timeline,
      Optional<String> number,
      GapsSettings settings,
      ProbeContext context) {
    TableSettings table = settings.table();
    Rows rows = read(session, relation, timeline, number, settings, context);
    if (rows.all() == 0) {
      return table.nothing(session, context.timeout());
    }
    if (rows.withNumber() == 0) {
      return table.withoutNumber(number.orElseThrow(), rows.all());
    }
    if (rows.withTime() == 0) {
      return table.withoutTime(timeline.source(), rows.all());
    }
    if (rows.placed() == 0) {
      return new Unavailable(
          "table %s has %s, but none has both a number and a time"
              .formatted(table.table(), Words.ROW.count(rows.all())),
          "check that the writer fills both columns, or name others in number and timestamp");
    }
    if (rows.future() == rows.placed()) {
      return table.onlyInFuture(rows.future(), timeline);
    }
    if (rows.settling() == rows.placed() - rows.future()) {
      return new Unavailable(
          "table %s has %s up to now, all of the last %s, which are left to settle"
              .formatted(
                  table.table(),
                  Words.ROW.count(rows.settling()),
                  Durations.text(settings.settle())),
          "wait until rows are older than that, or set a shorter settle");
    }
    return new Unavailable(
        "table %s has %s, but none from %s to %s"
            .formatted(
                table.table(),
                Words.ROW.count(rows.all()),
                settings.from(context.now()),
                settings.until(context.now())),
        "check that the collector is running, this machine's clock, and the check's window"
            + table.orUnit());
  }

  private static Rows read(
      SqlSession session,
      String relation,
      Timeline timeline,
      Optional<String> number,
      GapsSettings settings,
      ProbeContext context) {
    String numbered = number.map(column -> column + " IS NOT NULL").orElse("TRUE");
    String timed = "NOT " + timeline.without();
    String placed = numbered + " AND " + timed;
    String future = timeline.column() + " > " + timeline.literal(context.soon());
    String settling =
        "%s > %s AND NOT (%s)"
            .formatted(timeline.column(), timeline.literal(settings.until(context.now())), future);
    return session
        .list(
            "SELECT count(*), %s, %s, %s, %s, %s FROM %s WHERE %s"
                .formatted(
                    counted(numbered),
                    counted(timed),
                    counted(placed),
                    counted(placed + " AND " + future),
                    counted(placed + " AND " + settling),
                    relation,
                    settings.table().filter()),
            context.timeout(),
            row ->
                new Rows(
                    row.number(1),
                    row.number(2),
                    row.number(3),
                    row.number(4),
                    row.number(5),
                    row.number(6)))
        .get(0);
  }

  private static String counted(String condition) {
    return "count(*) FILTER (WHERE " + condition + ")";
  }
}

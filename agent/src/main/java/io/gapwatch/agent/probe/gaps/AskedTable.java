package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the table itself is asked when rows seem to be lost. */
record AskedTable(
    SqlSession session, NumberedTable table, GapsSettings settings, ProbeContext context)
    implements Rows {

  @Override
  public long numbers(long first, long last) {
    return numbers(first, last, "TRUE");
  }

  @Override
  public long early(long first, long last, Instant before) {
    Instant window = settings.from(context.now());
    return numbers(first, last, table.timeline().before(before.isBefore(window) ? before : window));
  }

  @Override
  public long misplaced(long first, long last) {
    Timeline timeline = table.timeline();
    String late = "NOT " + timeline.until(settings.until(context.now()));
    return numbers(first, last, "(%s OR %s)".formatted(timeline.without(), late));
  }

  private long numbers(long first, long last, String condition) {
    return number(
            "SELECT count(DISTINCT %1$s) FROM %2$s WHERE %3$s AND %1$s BETWEEN %4$d AND %5$d AND %6$s"
                .formatted(table.number(), table.name(), table.filter(), first, last, condition))
        .orElse(0L);
  }

  @Override
  public Optional<Long> greatestBefore(long number) {
    return number(
        "SELECT max(%s) FROM %s WHERE %s AND %s < %d"
            .formatted(
                table.numberAsBigint(), table.name(), table.filter(), table.number(), number));
  }

  @Override
  public Optional<Instant> earliest() {
    return number(earliestQuestion()).map(table.timeline()::instant);
  }

  String earliestQuestion() {
    // PostgreSQL cannot convert -infinity, which is no time anyway.
    Timeline timeline = table.timeline();
    return timeline.earliest(
        "%s WHERE %s AND NOT %s".formatted(table.name(), table.filter(), timeline.without()));
  }

  /** The earliest row. */
  record Earliest(Instant time, long number) {}

  /**
   * The earliest row in the window from this time on, of several the one with the smallest number;
   * empty where there is none.
   */
  Optional<Earliest> earliestSince(Instant time) {
    return session
        .list(
            earliestSinceQuestion(time),
            context.timeout(),
            row -> new Earliest(table.timeline().instant(row.number(1)), row.number(2)))
        .stream()
        .findFirst();
  }

  String earliestSinceQuestion(Instant time) {
    Timeline timeline = table.timeline();
    return "SELECT %1$s, %2$s FROM %3$s WHERE %4$s AND %5$s AND %6$s IS NOT NULL ORDER BY %7$s, %6$s LIMIT 1"
        .formatted(
            timeline.ticks(),
            table.numberAsBigint(),
            table.name(),
            timeline.within(time, settings.until(context.now())),
            table.filter(),
            table.number(),
            timeline.column());
  }

  @Override
  public Optional<Long> firstSince(Instant time) {
    return number(firstSinceQuestion(time));
  }

  String firstSinceQuestion(Instant time) {
    return "SELECT min(%s) FROM %s WHERE %s AND %s"
        .formatted(
            table.numberAsBigint(),
            table.name(),
            table.timeline().within(time, settings.until(context.now())),
            table.filter());
  }

  private Optional<Long> number(String sql) {
    List<Long> found = new ArrayList<>();
    session.query(
        sql, context.timeout(), row -> row.value(1).ifPresent(any -> found.add(row.number(1))));
    return found.stream().findFirst();
  }
}

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
    implements Lost.Table {

  @Override
  public long numbers(long first, long last) {
    return number(
            "SELECT count(DISTINCT %1$s) FROM %2$s WHERE %3$s AND %1$s BETWEEN %4$d AND %5$d"
                .formatted(table.number(), table.name(), table.filter(), first, last))
        .orElse(0L);
  }

  @Override
  public Optional<Instant> earliest() {
    Timeline timeline = table.timeline();
    return number(timeline.earliest(table.name() + " WHERE " + table.filter()))
        .map(timeline::instant);
  }

  /** The earliest time in the window from this one on; empty where there is none. */
  Optional<Instant> earliestSince(Instant time) {
    Timeline timeline = table.timeline();
    String rows =
        "%s WHERE %s AND %s"
            .formatted(
                table.name(), timeline.within(time, settings.until(context.now())), table.filter());
    return number(timeline.earliest(rows)).map(timeline::instant);
  }

  /** The smallest number of the rows from one time to another. */
  Optional<Long> firstUntil(Instant from, Instant until) {
    return number(
        "SELECT min(%s) FROM %s WHERE %s AND %s"
            .formatted(
                table.numberAsBigint(),
                table.name(),
                table.timeline().within(from, until),
                table.filter()));
  }

  @Override
  public Optional<Long> firstSince(Instant time) {
    return firstUntil(time, settings.until(context.now()));
  }

  private Optional<Long> number(String sql) {
    List<Long> found = new ArrayList<>();
    session.query(
        sql, context.timeout(), row -> row.value(1).ifPresent(any -> found.add(row.number(1))));
    return found.stream().findFirst();
  }
}

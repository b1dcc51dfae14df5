package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.table.Columns;
import io.gapwatch.agent.probe.table.EpochUnit;
import io.gapwatch.agent.probe.table.TimeColumn;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is counted.
 *
 * @param filter a condition of the user's own, or TRUE
 */
record CountedRows(
    String table,
    String timestamp,
    Optional<EpochUnit> unit,
    String filter,
    Optional<String> by,
    Optional<String> distinct) {
  /**
   * What was counted.
   *
   * @param groups of each, how many it has in each period that has any
   * @param ahead how many rows have a time in the future
   * @param timeless how many have none
   */
  record Counts(Map<String, NavigableMap<Instant, Double>> groups, long ahead, long timeless) {}

  /** Of the periods from one on, up to the end of the last whole one. */
  Counts count(ProbeContext context, Instant from, Instant end, Duration every) {
    SqlSession session = context.session(SqlSession.class);
    Timeline time = TimeColumn.timeline(session, table, timestamp, unit, context.timeout());
    Optional<String> group = by.map(name -> Columns.of(session, table).get(name).name());
    String period = "%s - %s %% %d".formatted(time.ticks(), time.ticks(), time.ticks(every));
    String what = distinct.map(name -> "DISTINCT " + Dialect.quote(name)).orElse("*");
    String sql =
        "SELECT %s, %s, count(%s) FROM %s WHERE %s AND %s AND %s GROUP BY 1, 2"
            .formatted(
                ParticipantTable.lower(group),
                period,
                what,
                TableName.of(table).quoted(),
                time.since(from),
                time.before(end),
                filter);
    String beside = beside(context, time);
    session.expect(context.timeout(), List.of(sql, beside));
    Map<String, NavigableMap<Instant, Double>> groups = new TreeMap<>();
    session.query(
        sql,
        context.timeout(),
        row ->
            groups
                .computeIfAbsent(row.text(1), any -> new TreeMap<>())
                .put(time.instant(row.number(2)), (double) row.number(3)));
    return session
        .list(beside, context.timeout(), row -> new Counts(groups, row.number(1), row.number(2)))
        .get(0);
  }

  /**
   * Those ahead would stand for those of the hours to come, whether anybody writes them or not;
   * those without a time are in no hour.
   */
  private String beside(ProbeContext context, Timeline time) {
    String ahead = time.ahead(context.now());
    return "SELECT count(*) FILTER (WHERE %1$s AND %2$s), count(*) FILTER (WHERE %3$s) FROM %4$s WHERE (%1$s OR %3$s) AND %5$s"
        .formatted(ahead, time.finite(), time.timeless(), TableName.of(table).quoted(), filter);
  }
}

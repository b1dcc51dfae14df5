package io.gapwatch.agent.probe.rate;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.table.EpochUnit;
import io.gapwatch.agent.probe.table.TableSettings;
import io.gapwatch.agent.probe.table.TimeColumn;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rows that a check counts.
 *
 * @param filter a condition of the user's own, or TRUE
 */
record Rows(String table, String timestamp, Optional<EpochUnit> unit, String filter) {
  static final Key<String> TIMESTAMP =
      Key.optional(
              "timestamp",
              Kinds.text(),
              "its column of times: a timestamp, a date, or whole numbers since 1970")
          .withDefault("timestamp");

  static Rows of(Settings settings) {
    return new Rows(
        settings.get(TableSettings.TABLE),
        settings.get(TIMESTAMP),
        settings.find(TableSettings.UNIT),
        // The line break ends a comment at the end of the condition.
        settings.find(TableSettings.WHERE).map(where -> "(" + where + "\n)").orElse("TRUE"));
  }

  Timeline timeline(SqlSession session, Duration timeout) {
    return TimeColumn.timeline(session, table, timestamp, unit, timeout);
  }

  /**
   * How many there are.
   *
   * @param within in the period
   * @param ahead in the future
   */
  record Counted(long within, long ahead) {}

  /** How many there are from one moment on and before another, and in the future: in one look. */
  Counted count(
      SqlSession session,
      Timeline timeline,
      Instant from,
      Instant before,
      Instant now,
      Duration timeout) {
    String sql =
        "SELECT count(*) FILTER (WHERE %s), count(*) FILTER (WHERE %s AND %s) FROM %s WHERE %s AND %s"
            .formatted(
                timeline.before(before),
                timeline.ahead(now),
                timeline.finite(),
                TableName.of(table).quoted(),
                timeline.since(from),
                filter);
    return session.list(sql, timeout, row -> new Counted(row.number(1), row.number(2))).get(0);
  }

  /** The time of the last one before a moment, or of the first one from it on. */
  Optional<Instant> nearest(
      SqlSession session, Timeline timeline, Instant moment, boolean before, Duration timeout) {
    String sql =
        "SELECT %s FROM %s WHERE %s %s %s AND %s AND %s ORDER BY %s %s LIMIT 1"
            .formatted(
                timeline.ticks(),
                TableName.of(table).quoted(),
                timeline.column(),
                before ? "<" : ">=",
                timeline.literal(moment),
                timeline.finite(),
                filter,
                timeline.column(),
                before ? "DESC" : "ASC");
    return session.list(sql, timeout, row -> timeline.instant(row.number(1))).stream().findFirst();
  }

  /** Why none has a time: each reason in its own words. */
  Unavailable nothing(SqlSession session, Duration timeout) {
    if (!exists(session, "TRUE", timeout)) {
      return new Unavailable(
          "table " + table + " is empty in " + session.answeredBy(),
          "check that the collector writes to this table, and that this is its database");
    }
    return exists(session, filter, timeout)
        ? new Unavailable(
            "no row of table %s has a time in %s".formatted(table, timestamp),
            "check that the writer fills this column, or name another one in timestamp")
        : new Unavailable(
            "no row of table %s matches where".formatted(table),
            "check the condition in where against the table");
  }

  private boolean exists(SqlSession session, String condition, Duration timeout) {
    String sql =
        "SELECT 1 FROM %s WHERE %s LIMIT 1".formatted(TableName.of(table).quoted(), condition);
    return !session.list(sql, timeout, row -> row.number(1)).isEmpty();
  }
}

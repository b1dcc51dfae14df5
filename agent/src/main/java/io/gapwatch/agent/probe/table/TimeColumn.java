package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.SqlSession.Column;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A column of times that a check names, for checks that know more columns than one. */
public final class TimeColumn {
  private TimeColumn() {}

  /** The column of this name, in any case; empty if the table has none. */
  public static Optional<Column> named(SqlSession session, String table, String name) {
    List<Column> all = session.columns(table);
    return all.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .or(() -> all.stream().filter(it -> it.name().equalsIgnoreCase(name)).findFirst());
  }

  /**
   * The column of this name.
   *
   * @throws SourceUnavailableException if the table has none
   */
  public static Column existing(SqlSession session, String table, String name) {
    return named(session, table, name)
        .orElseThrow(
            () ->
                new SourceUnavailableException(
                    "table " + table + " has no column " + name,
                    "set the column in the check; the table has "
                        + session.columns(table).stream()
                            .map(Column::name)
                            .collect(Collectors.joining(", "))));
  }

  /**
   * Its timeline. What whole numbers count is told from the greatest, which an index knows, unless
   * the configuration says it.
   *
   * @throws SourceUnavailableException if there is no such column, or it holds no times
   */
  public static Timeline timeline(
      SqlSession session, String table, String name, Optional<EpochUnit> unit, Duration timeout) {
    Column column = existing(session, table, name);
    String quoted = Dialect.quote(column.name());
    if (!WholeNumbers.isWhole(column.type())) {
      return Timeline.of(session.dialect(), column.name(), column.type())
          .orElseThrow(
              () ->
                  new SourceUnavailableException(
                      "column %s of table %s is %s, expected times"
                          .formatted(column.name(), table, column.type()),
                      "name a timestamp, a date, or whole numbers since 1970"));
    }
    EpochUnit counted = unit.orElseGet(() -> greatest(session, table, quoted, timeout));
    return Timeline.ofNumbers(quoted, WholeNumbers.asBigint(quoted, column.type()), counted);
  }

  private static EpochUnit greatest(
      SqlSession session, String table, String column, Duration timeout) {
    String sql = "SELECT CAST(max(%s) AS BIGINT) FROM %s".formatted(column, Dialect.quote(table));
    return EpochUnit.of(session.list(sql, timeout, row -> row.number(1)).get(0));
  }
}

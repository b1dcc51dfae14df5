package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.SqlSession.Column;
import io.gapwatch.agent.source.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A column of times that a check names, for checks that know more columns than one. */
public final class TimeColumn {
  private TimeColumn() {}

  /**
   * Its timeline. What whole numbers count is told from the least and the greatest, which an index
   * knows, unless the configuration says it; if these count different things, each row is taken for
   * what it counts itself.
   *
   * @throws SourceUnavailableException if there is no such column, or it holds no times
   */
  public static Timeline timeline(
      SqlSession session, String table, String name, Optional<EpochUnit> unit, Duration timeout) {
    Column column = Columns.of(session, table).get(name);
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
    String value = WholeNumbers.asBigint(quoted, column.type());
    if (unit.isPresent()) {
      return Timeline.ofNumbers(quoted, value, unit.get());
    }
    List<EpochUnit> ends =
        session
            .list(
                ends(table, quoted),
                timeout,
                row -> List.of(EpochUnit.of(row.number(1)), EpochUnit.of(row.number(2))))
            .get(0);
    return ends.get(0) == ends.get(1)
        ? Timeline.ofNumbers(quoted, value, ends.get(1))
        : Timeline.ofMixedNumbers(session.dialect(), quoted, value);
  }

  /**
   * Its timeline without a question: each whole number is read in the unit that it is in. Not for
   * conditions, as no index knows what it computes.
   */
  public static Timeline eachInItsUnit(SqlSession session, String table, String name) {
    Column column = Columns.of(session, table).get(name);
    if (!WholeNumbers.isWhole(column.type())) {
      return timeline(session, table, name, Optional.empty(), Duration.ZERO);
    }
    String quoted = Dialect.quote(column.name());
    return Timeline.ofMixedNumbers(
        session.dialect(), quoted, WholeNumbers.asBigint(quoted, column.type()));
  }

  /** What its timeline asks the table; nothing where its type or the configuration says it. */
  public static Optional<String> question(
      SqlSession session, String table, String name, Optional<EpochUnit> unit) {
    Column column = Columns.of(session, table).get(name);
    return unit.isEmpty() && WholeNumbers.isWhole(column.type())
        ? Optional.of(ends(table, Dialect.quote(column.name())))
        : Optional.empty();
  }

  private static String ends(String table, String column) {
    return "SELECT CAST(min(%1$s) AS BIGINT), CAST(max(%1$s) AS BIGINT) FROM %2$s"
        .formatted(column, TableName.of(table).quoted());
  }
}

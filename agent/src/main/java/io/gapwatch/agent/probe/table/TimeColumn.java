package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.SqlSession.Column;
import io.gapwatch.agent.source.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A column of times that a check names, for checks that know more columns than one. */
public final class TimeColumn {
  private TimeColumn() {}

  /**
   * Its timeline. What whole numbers count is told from the least and the greatest, which an index
   * knows, unless the configuration says it; where these two differ, each row is read in the unit
   * that it is in.
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
    List<EpochUnit> counted =
        unit.map(List::of).orElseGet(() -> units(session, ends(table, quoted), timeout));
    return counted.size() == 1
        ? Timeline.ofNumbers(quoted, value, counted.get(0))
        : Timeline.ofMixedNumbers(session.dialect(), quoted, value);
  }

  /** What the least and the greatest value count: one unit, or several. */
  private static List<EpochUnit> units(SqlSession session, String question, Duration timeout) {
    return session
        .list(question, timeout, row -> Stream.of(row.number(1), row.number(2)))
        .get(0)
        .map(EpochUnit::of)
        .distinct()
        .toList();
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

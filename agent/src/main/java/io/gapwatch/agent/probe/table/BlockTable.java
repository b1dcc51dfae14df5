package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.SqlSession.Column;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table of numbered rows with times, as the database describes it.
 *
 * @param name quoted
 * @param number the quoted number column
 * @param numberAsBigint the same as a 64-bit number
 * @param filter the user's condition, or TRUE
 */
public record BlockTable(
    String name, String number, String numberAsBigint, Timeline timeline, String filter) {
  /** In seconds, this is the year 5138. */
  private static final long SECONDS_END = 100_000_000_000L;

  /** In milliseconds, this is the year 5138. */
  private static final long MILLISECONDS_END = SECONDS_END * 1_000;

  /**
   * Looks the table up.
   *
   * @throws SourceUnavailableException if the table or a column is missing or of the wrong type
   */
  public static BlockTable find(SqlSession session, TableSettings settings, Duration timeout) {
    List<Column> columns = session.columns(settings.table());
    Column number = column(columns, settings.table(), settings.number().orElseThrow());
    Column timestamp = column(columns, settings.table(), settings.timestamp());
    if (!WholeNumbers.isWhole(number.type())) {
      throw wrongType(settings.table(), number, "whole numbers");
    }
    String quoted = Dialect.quote(number.name());
    return new BlockTable(
        Dialect.quote(settings.table()),
        quoted,
        WholeNumbers.asBigint(quoted, number.type()),
        timeline(session, settings, timestamp, timeout),
        settings.filter());
  }

  /** The time column of a table whose numbers are irrelevant. */
  static Timeline timeline(SqlSession session, TableSettings settings, Duration timeout) {
    List<Column> columns = session.columns(settings.table());
    Column timestamp = column(columns, settings.table(), settings.timestamp());
    return timeline(session, settings, timestamp, timeout);
  }

  private static Timeline timeline(
      SqlSession session, TableSettings settings, Column column, Duration timeout) {
    long perSecond =
        WholeNumbers.isWhole(column.type()) ? perSecond(session, settings, column, timeout) : 1;
    return Timeline.of(session.dialect(), column.name(), column.type(), perSecond)
        .orElseThrow(() -> wrongType(settings.table(), column, "timestamps or whole numbers"));
  }

  /** Whether a column of whole numbers is in seconds, milliseconds or microseconds. */
  private static long perSecond(
      SqlSession session, TableSettings settings, Column column, Duration timeout) {
    long[] newest = {0};
    session.query(
        "SELECT max(%s) FROM %s"
            .formatted(
                WholeNumbers.asBigint(Dialect.quote(column.name()), column.type()),
                Dialect.quote(settings.table())),
        timeout,
        row -> newest[0] = row.number(1));
    if (newest[0] < SECONDS_END) {
      return 1;
    }
    return newest[0] < MILLISECONDS_END ? 1_000 : 1_000_000;
  }

  private static Column column(List<Column> columns, String table, String name) {
    Optional<Column> exact = columns.stream().filter(c -> c.name().equals(name)).findFirst();
    return exact
        .or(() -> columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst())
        .orElseThrow(
            () ->
                new SourceUnavailableException(
                    "table " + table + " has no column " + name,
                    "set the column in the check; the table has "
                        + columns.stream().map(Column::name).collect(Collectors.joining(", "))));
  }

  private static SourceUnavailableException wrongType(String table, Column column, String needed) {
    return new SourceUnavailableException(
        "column %s of table %s is %s, expected %s"
            .formatted(column.name(), table, column.type(), needed),
        "use another column in the check, or a view that converts it");
  }
}

package io.gapwatch.agent.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** One row of a result. A NULL where a value is required means corruption. */
final class Row {
  private final ResultSet columns;

  Row(ResultSet columns) {
    this.columns = columns;
  }

  String text(String column) throws SQLException {
    return optionalText(column).orElseThrow(() -> missing(column));
  }

  Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(columns.getString(column));
  }

  int integer(String column) throws SQLException {
    return columns.getInt(column);
  }

  long number(int column) throws SQLException {
    return columns.getLong(column);
  }

  long wide(String column) throws SQLException {
    return columns.getLong(column);
  }

  double decimal(String column) throws SQLException {
    return columns.getDouble(column);
  }

  Instant time(String column) throws SQLException {
    return optionalTime(column).orElseThrow(() -> missing(column));
  }

  Optional<Instant> optionalTime(String column) throws SQLException {
    long milliseconds = columns.getLong(column);
    return columns.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
  }

  <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, text(column));
  }

  private static IllegalArgumentException missing(String column) {
    return new IllegalArgumentException("no " + column);
  }
}

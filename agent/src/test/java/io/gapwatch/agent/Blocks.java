package io.gapwatch.agent;

import io.gapwatch.agent.source.sql.Dialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** A DuckDB file as its collector sees it. */
record Blocks(Path file) {

  static Blocks of(Path file) {
    return new Blocks(file);
  }

  /** The number of the newest block before this time. */
  long newestBefore(Instant time) throws SQLException {
    return number(
        "SELECT max(number) FROM blocks WHERE timestamp < %s".formatted(Dialect.timestamp(time)));
  }

  long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** While it is open, no other process can open the file. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + file);
  }
}

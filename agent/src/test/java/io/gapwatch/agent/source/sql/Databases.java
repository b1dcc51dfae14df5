package io.gapwatch.agent.source.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;

/** Real databases for tests of what asks them. */
public final class Databases {
  private Databases() {}

  /** An empty DuckDB in memory. */
  public static Connection duckDb() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
    // As a source does.
    execute(connection, "SET TimeZone = 'UTC'");
    return connection;
  }

  /** A session on a connection that the test goes on using. */
  public static SqlSession session(Connection connection, Dialect dialect) {
    return session(connection, dialect, 1);
  }

  /** The same, of a database that reads several parts of a table at the same time. */
  public static SqlSession session(Connection connection, Dialect dialect, int threads) {
    return session(connection, dialect, threads, false);
  }

  private static JdbcSession session(
      Connection connection, Dialect dialect, int threads, boolean metered) {
    return new JdbcSession(
        connection,
        new JdbcSession.Server(
            dialect,
            "a test",
            "a test",
            metered,
            (any, table, timeout) -> OptionalLong.empty(),
            threads),
        new JdbcErrors("test", List.of(), Map.of()),
        Duration.ofSeconds(30));
  }

  /** The same, as the session of a provider that charges by the statement. */
  public static SqlSession metered(Connection connection) {
    return new MeteredSession(session(connection, Dialect.DUCKDB, 1, true));
  }

  public static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}

package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Groups and rhythms in DuckDB. */
class PartsPropertyTest extends PartsProperties {
  private static Connection connection;

  @BeforeContainer
  static void open() throws SQLException {
    connection = Databases.duckDb();
  }

  @AfterContainer
  static void close() throws SQLException {
    connection.close();
  }

  @Override
  Connection connection() {
    return connection;
  }

  @Override
  Dialect dialect() {
    return Dialect.DUCKDB;
  }
}

package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Groups and rhythms in PostgreSQL. */
class PartsPropertyIT extends PartsProperties {
  private static PostgresServer server;
  private static Connection connection;

  @BeforeContainer
  static void open() throws SQLException, IOException {
    server = PostgresServer.start();
    connection = server.admin();
  }

  @AfterContainer
  static void close() throws SQLException, IOException {
    connection.close();
    server.close();
  }

  @Override
  Connection connection() {
    return connection;
  }

  @Override
  Dialect dialect() {
    return Dialect.POSTGRES;
  }
}

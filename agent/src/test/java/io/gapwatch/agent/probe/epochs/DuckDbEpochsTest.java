package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuckDbEpochsTest
    implements EpochsContract, ParticipantsContract, SilenceContract, LateViewersContract {
  private final Connection connection;

  DuckDbEpochsTest() throws SQLException {
    connection = Databases.duckDb();
    Databases.execute(connection, "SET TimeZone = 'UTC'");
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public Dialect dialect() {
    return Dialect.DUCKDB;
  }
}

package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PostgresEpochsIT
    implements EpochsContract, ParticipantsContract, SilenceContract, LateViewersContract {
  private final PostgresServer server;
  private final Connection connection;

  PostgresEpochsIT() throws IOException, SQLException {
    server = PostgresServer.start();
    connection = server.admin();
    Databases.execute(connection, "SET TimeZone = 'UTC'");
  }

  @AfterAll
  void close() throws SQLException, IOException {
    connection.close();
    server.close();
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRES;
  }
}

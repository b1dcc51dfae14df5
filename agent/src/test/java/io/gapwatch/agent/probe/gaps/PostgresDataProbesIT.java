package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresDataProbesIT
    implements AnyTableContract,
        ReasonsContract,
        GapsContract,
        EndingContract,
        SweepContract,
        TimelessContract {
  private static final PostgresServer SERVER = start();
  private static final Connection CONNECTION = connect();

  private static PostgresServer start() {
    try {
      return PostgresServer.start();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect() {
    try {
      return SERVER.admin();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  void close() throws SQLException, IOException {
    CONNECTION.close();
    SERVER.close();
  }

  @Override
  public Connection connection() {
    return CONNECTION;
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRES;
  }

  @Override
  public Stream<String> timeTypes() {
    return Stream.of(
        "TIMESTAMP",
        "TIMESTAMPTZ",
        "INTEGER",
        "BIGINT",
        "BIGINT milliseconds",
        "BIGINT microseconds");
  }
}

package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresDataProbesIT
    implements AnyTableContract,
        ReasonsContract,
        GapsContract,
        EndingContract,
        SweepContract,
        TimelessContract,
        PendingContract,
        DatesContract,
        RestoredContract {
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

  @Test
  void notANumberIsNamed() throws SQLException {
    for (String type : List.of("NUMERIC(9,0)", "NUMERIC(30,0)")) {
      create(type, "BIGINT", n -> true);
      execute("INSERT INTO blocks VALUES ('NaN', " + BlocksTable.at(1050) + ")");
      CheckResult result = asked().gaps("{table: blocks}");
      BlocksTable.assertUnknown(result, "column number of table blocks holds NaN, which is no");
      String where = result.findings().get(0).remedy().replaceAll(".*(where: )", "$1");
      assertThat(asked().gaps("{table: blocks, " + where + "}").status()).isEqualTo(Status.OK);
    }
    create("BIGINT", "NUMERIC(20,0)", n -> true);
    execute("UPDATE blocks SET timestamp = 'NaN' WHERE number = 1050");
    for (CheckResult result :
        List.of(asked().gaps("{table: blocks}"), asked().staleness("{table: blocks}"))) {
      BlocksTable.assertUnknown(result, "column timestamp of table blocks holds NaN");
    }
    create("NUMERIC", "BIGINT", n -> n != 1050);
    execute("UPDATE blocks SET number = 'NaN' WHERE number = 1060");
    execute("UPDATE blocks SET number = 'Infinity' WHERE number = 1070");
    assertThat(BlocksTable.subjects(asked().gaps("{table: blocks}")))
        .containsExactly(
            "blocks 1050", "blocks 1060", "blocks 1070", "blocks: rows without number");
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

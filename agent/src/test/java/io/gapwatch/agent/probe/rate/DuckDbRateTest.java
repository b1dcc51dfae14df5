package io.gapwatch.agent.probe.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuckDbRateTest implements RateContract {
  private final Connection connection;

  DuckDbRateTest() throws SQLException {
    connection = Databases.duckDb();
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

  /**
   * DuckDB knows the size of its file only; a limit on that of a table is never kept by silence.
   */
  @Test
  void sizeThatIsNotToldIsUnknown() throws SQLException {
    Databases.execute(connection, "CREATE OR REPLACE TABLE blocks AS SELECT 1 AS number");
    CheckResult result =
        ask(
            new GrowthCheck(),
            "{table: blocks, bytesPerHour: {warning: 1GiB}}",
            NOW,
            Contexts.left(Map.of("rows", 1), NOW.minus(Duration.ofHours(1))));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed())
        .isEqualTo("the database does not report the size of blocks");
  }
}

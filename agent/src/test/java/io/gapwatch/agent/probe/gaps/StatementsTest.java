package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How many statements a run of the shipped configuration makes: MotherDuck charges for each. */
class StatementsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:10:00Z");

  @Test
  void gapsAndStalenessTogether() throws SQLException {
    try (Connection connection = Databases.duckDb();
        SqlSession session = Databases.session(connection, Dialect.DUCKDB)) {
      Databases.execute(
          connection,
          "CREATE TABLE blocks AS SELECT (24000000 - i)::BIGINT AS number,"
              + " (1795262399 - 12 * i)::BIGINT AS timestamp FROM range(50000) t(i)");
      Asked asked = new Asked(() -> session, NOW);
      assertThat(asked.gaps("{table: blocks}", Past.NONE).status()).isEqualTo(Status.OK);
      assertThat(asked.staleness("{table: blocks, critical: 1d}").status()).isEqualTo(Status.OK);
      assertThat(session.compute().orElseThrow().statements()).isBetween(1, 7);
    }
  }
}

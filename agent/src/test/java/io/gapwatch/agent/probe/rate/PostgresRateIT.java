package io.gapwatch.agent.probe.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.PostgresServer;
import io.gapwatch.agent.source.sql.SqlSession;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PostgresRateIT implements RateContract {
  private final PostgresServer server;
  private final Connection connection;

  PostgresRateIT() throws IOException, SQLException {
    server = PostgresServer.start();
    connection = server.admin();
  }

  @BeforeAll
  void createRole() throws SQLException {
    execute("CREATE ROLE nobody LOGIN");
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

  private void execute(String... statements) throws SQLException {
    Databases.execute(connection, statements);
  }

  /** As somebody who may log in and nothing else. */
  private CheckResult growthSeenByNobody(String yaml, Past past) {
    String url = "postgres://nobody@127.0.0.1:%d/postgres".formatted(server.port());
    try (SqlSession session = PostgresServer.source("ledger", url).open(Duration.ofSeconds(30))) {
      return Judged.of(new GrowthCheck(), yaml, Contexts.of(session, NOW, past));
    }
  }

  /** Inserted by another session: the statistics learn of its rows at the latest when it ends. */
  private void insert(String table, String values, long rows) throws SQLException {
    try (Connection writer = server.admin()) {
      Databases.execute(
          writer, "INSERT INTO %s SELECT generate_series(%s)".formatted(table, values));
    }
    execute(
        """
        DO $$ BEGIN
          WHILE (SELECT sum(n_tup_ins) IS DISTINCT FROM %d FROM pg_stat_user_tables
            WHERE relname LIKE '%s%%')
          LOOP PERFORM pg_sleep(0.02); PERFORM pg_stat_clear_snapshot(); END LOOP;
        END $$\
        """
            .formatted(rows, table));
  }

  private static Past before(long inserted, long deleted) {
    return Contexts.left(
        Map.of("inserted", inserted, "deleted", deleted, "bytes", 0),
        NOW.minus(Duration.ofHours(1)));
  }

  @Test
  void statisticsCountWithoutARightToRead() throws SQLException {
    execute("CREATE TABLE signals (i int)");
    insert("signals", "1, 900", 900);
    CheckResult result = growthSeenByNobody("{table: signals}", before(100, 0));
    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(result.measured())
        .containsEntry("rows", 900L)
        .containsEntry("from", "statistics")
        .containsEntry("rowsPerHour", 800.0)
        .containsKeys("bytes", "bytesPerHour");
    CheckResult counted = growthSeenByNobody("{table: signals, exact: true}", Past.NONE);
    assertThat(counted.status()).isEqualTo(Status.UNKNOWN);
    assertThat(counted.findings().get(0).remedy())
        .startsWith("grant the role SELECT on the table: GRANT SELECT ON \"signals\" TO ");
    execute("DROP TABLE signals");
  }

  @Test
  void growthIsUnknownUntilASecondRunAfterStatisticsWereReset() throws SQLException {
    execute("CREATE TABLE fresh (i int)");
    insert("fresh", "1, 70", 70);
    for (Past past : List.of(before(4_000_000, 0), before(10, 3))) {
      CheckResult result = growthSeenByNobody("{table: fresh}", past);
      assertThat(result.measured()).doesNotContainKey("rowsPerHour");
      assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    }
    assertThat(growthSeenByNobody("{table: fresh}", before(10, 0)).measured())
        .containsEntry("rowsPerHour", 60.0);
    execute("DROP TABLE fresh");
  }

  /** As after a crash: an analyze knows of more rows than the statistics do. */
  @Test
  void rowsOfBeforeAResetAreStillThere() throws SQLException {
    execute("CREATE TABLE lost (i int)");
    insert("lost", "1, 500", 500);
    execute("ANALYZE lost", "SELECT pg_stat_reset_single_table_counters(to_regclass('lost')::oid)");
    insert("lost", "1, 10", 10);
    assertThat(growthSeenByNobody("{table: lost}", Past.NONE).measured())
        .containsEntry("rows", 510L)
        .containsEntry("from", "statistics");
    // Emptied since, it has none.
    insert("lost", "1, 10", 20);
    execute("ANALYZE lost", "SELECT pg_stat_reset_single_table_counters(to_regclass('lost')::oid)");
    try (Connection writer = server.admin()) {
      Databases.execute(writer, "DELETE FROM lost");
    }
    execute(
        """
        DO $$ BEGIN
          WHILE (SELECT n_tup_del < 520 FROM pg_stat_user_tables WHERE relname = 'lost')
          LOOP PERFORM pg_sleep(0.02); PERFORM pg_stat_clear_snapshot(); END LOOP;
        END $$\
        """);
    assertThat(growthSeenByNobody("{table: lost}", Past.NONE).status()).isEqualTo(Status.UNKNOWN);
    assertThat(growthSeenByNobody("{table: lost}", Past.NONE).summary()).contains("has no rows");
    execute("DROP TABLE lost");
  }

  @Test
  void partsOfATableAreCountedTogether() throws SQLException {
    execute(
        "CREATE TABLE logs (i int) PARTITION BY RANGE (i)",
        "CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (0) TO (100)",
        "CREATE TABLE logs_2 PARTITION OF logs FOR VALUES FROM (100) TO (200)");
    insert("logs", "0, 149", 150);
    CheckResult result = growthSeenByNobody("{table: public.logs}", before(100, 0));
    assertThat(result.measured()).containsEntry("rows", 150L).containsEntry("rowsPerHour", 50.0);
    // The rows of the whole are those of its parts, not twice as many.
    execute("ANALYZE logs", "SELECT pg_stat_reset()");
    assertThat(growthSeenByNobody("{table: logs}", Past.NONE).measured())
        .containsEntry("rows", 150L);
    execute("DROP TABLE logs");
  }

  /** As of TimescaleDB, whose chunks inherit: the table itself never gets a row. */
  @Test
  void tablesThatInheritAreCountedTogether() throws SQLException {
    execute(
        "CREATE TABLE chunked (i int)",
        "CREATE TABLE chunked_1 () INHERITS (chunked)",
        "CREATE TABLE chunked_2 () INHERITS (chunked_1)");
    insert("chunked_2", "0, 149", 150);
    CheckResult result = growthSeenByNobody("{table: chunked}", before(100, 0));
    assertThat(result.measured()).containsEntry("rows", 150L).containsEntry("rowsPerHour", 50.0);
    execute("DROP TABLE chunked CASCADE");
  }

  @Test
  void viewIsCounted() throws SQLException {
    execute(
        "CREATE VIEW three AS SELECT generate_series(1, 3) AS i",
        "GRANT SELECT ON three TO nobody");
    CheckResult result = growthSeenByNobody("{table: three}", Past.NONE);
    assertThat(result.measured()).containsEntry("rows", 3L).containsEntry("from", "count");
    execute("DROP VIEW three");
  }

  @Test
  void missingTableSaysWhichDatabaseWasAsked() {
    CheckResult result = growthSeenByNobody("{table: \"it's nowhere\"}", Past.NONE);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::observed)
        .asString()
        .matches("there is no table it's nowhere in PostgreSQL .*, database postgres at .*");
  }
}

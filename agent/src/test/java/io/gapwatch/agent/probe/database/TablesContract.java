package io.gapwatch.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.sql.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Primary keys and dead rows, from the catalog and the statistics. */
interface TablesContract extends Served {
  String DEAD = "{warning: \">1000\", size: 0B}";

  @ParameterizedTest
  @ValueSource(strings = {SUPERUSER, MONITOR, NOBODY})
  default void tablesWithoutAPrimaryKeyAreNamed(String role) throws SQLException {
    execute(
        "CREATE TABLE epochs (epoch bigint PRIMARY KEY)",
        "CREATE TABLE windows (channel text UNIQUE NOT NULL)",
        "CREATE TABLE parts (epoch bigint) PARTITION BY RANGE (epoch)",
        "CREATE TABLE part PARTITION OF parts FOR VALUES FROM (0) TO (100)",
        "CREATE MATERIALIZED VIEW seen AS SELECT * FROM epochs",
        "CREATE SCHEMA IF NOT EXISTS ops",
        "DROP TABLE IF EXISTS ops.runs",
        "CREATE TABLE ops.runs (id bigint)",
        "CREATE TEMPORARY TABLE IF NOT EXISTS scratch (id bigint)");
    CheckResult result = ask(role, new PrimaryKeysCheck(), "{}");
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings().get(0).summary())
        .isEqualTo("3 tables without a primary key: ops.runs, parts, windows");
    assertThat(result.findings().get(0).evidence())
        .isEqualTo(Map.of("tables", List.of("ops.runs", "parts", "windows")));
    CheckResult fewer =
        ask(role, new PrimaryKeysCheck(), "{except: [ops.runs, public.windows, parts]}");
    assertThat(fewer.status()).isEqualTo(Status.OK);
    assertThat(fewer.summary()).isEqualTo("1 table, each with a primary key");
    execute("DROP SCHEMA ops CASCADE", "DROP TABLE scratch");
  }

  /** The wrong database is the mistake that hides all others. */
  @Test
  default void databaseWithoutTablesSaysNothing() {
    CheckResult result = ask(MONITOR, new PrimaryKeysCheck(), "{}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed())
        .startsWith("postgres at 127.0.0.1:" + port())
        .endsWith("as monitor has no tables");
  }

  /** Statistics come late; what the test itself wrote must be in them. */
  private void await(String statistics) throws SQLException {
    execute(
        """
        DO $$ BEGIN
          WHILE (SELECT (%s) IS NOT TRUE FROM pg_stat_user_tables WHERE relname = 'signals')
          LOOP PERFORM pg_sleep(0.02); PERFORM pg_stat_clear_snapshot(); END LOOP;
        END $$\
        """
            .formatted(statistics));
  }

  private void makeDead(int rows, int dead) throws SQLException {
    execute("CREATE TABLE signals (i int PRIMARY KEY) WITH (autovacuum_enabled = off)");
    try (Connection writer = client("writer")) {
      Databases.execute(
          writer,
          "INSERT INTO signals SELECT generate_series(1, %d)".formatted(rows),
          "DELETE FROM signals WHERE i <= " + dead);
    }
    await("n_dead_tup = " + dead);
  }

  @ParameterizedTest
  @ValueSource(strings = {SUPERUSER, MONITOR, NOBODY})
  default void deadRowsAreToldWithShareAndLastVacuum(String role) throws SQLException {
    makeDead(5000, 2000);
    CheckResult result = ask(role, new DeadRowsCheck(), DEAD);
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("signals");
              assertThat(finding.summary())
                  .matches("2,000 dead \\(40%\\), \\d+KiB, last vacuum never");
              assertThat(finding.remedy()).endsWith("VACUUM (ANALYZE) signals");
            });
  }

  /** 100,000 are nothing in a table of millions, and a share is nothing in a small one. */
  @Test
  default void countShareAndSizeMustAllBeBroken() throws SQLException {
    makeDead(5000, 2000);
    assertThat(ask(MONITOR, new DeadRowsCheck(), "{}").status()).isEqualTo(Status.OK);
    assertThat(dead("{warning: \">1000\", size: 0B, share: 50%}")).isEqualTo(Status.OK);
    assertThat(dead("{warning: \">1000\", size: 1GiB}")).isEqualTo(Status.OK);
    assertThat(dead("{warning: \">3000\", size: 0B}")).isEqualTo(Status.OK);
  }

  private Status dead(String yaml) {
    return ask(MONITOR, new DeadRowsCheck(), yaml).status();
  }

  @Test
  default void lostStatisticsAreNotZeroDeadRows() throws SQLException {
    makeDead(5000, 2000);
    execute("ANALYZE signals");
    await("last_analyze IS NOT NULL");
    execute("SELECT pg_stat_reset()");
    await("n_dead_tup = 0 AND last_analyze IS NULL");
    CheckResult result = ask(MONITOR, new DeadRowsCheck(), DEAD);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("signals", Severity.UNKNOWN));
    assertThat(result.findings().get(0).remedy()).endsWith("ANALYZE signals");
    assertThat(result.facts().toString()).contains("the statistics of the others were lost");
  }

  /** A table that is written to again knows of a few rows, and still not of those before. */
  @Test
  default void lostStatisticsThatCountAnewAreNotZeroDeadRows() throws SQLException {
    makeDead(5000, 2000);
    execute("ANALYZE signals");
    await("last_analyze IS NOT NULL");
    execute("SELECT pg_stat_reset()");
    await("n_dead_tup = 0 AND last_analyze IS NULL");
    try (Connection writer = client("writer")) {
      Databases.execute(writer, "INSERT INTO signals VALUES (1), (2)");
    }
    await("n_tup_ins = 2");
    CheckResult result = ask(MONITOR, new DeadRowsCheck(), DEAD);
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("signals", Severity.UNKNOWN));
    execute("ANALYZE signals");
    await("last_analyze IS NOT NULL");
    assertThat(dead(DEAD)).isEqualTo(Status.WARNING);
  }

  /** An index counts the rows as an analyze does; the statistics lost nothing. */
  @Test
  default void tableThatWasNeverAnalyzedIsKnown() throws SQLException {
    makeDead(5000, 500);
    execute("CREATE INDEX twice ON signals (i)");
    assertThat(dead(DEAD)).isEqualTo(Status.OK);
  }
}

package io.gapwatch.agent.upkeep.vacuum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.PostgresServer;
import io.gapwatch.agent.source.sql.PostgresUpkeep;
import io.gapwatch.agent.upkeep.Upkept;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real PostgreSQL, with tables that have dead rows. */
@Timeout(300)
class VacuumIT {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static PostgresServer server;
  private static Connection admin;

  @BeforeAll
  static void start() throws IOException, SQLException {
    server = PostgresServer.start();
    admin = server.admin();
    Databases.execute(
        admin, "ALTER SYSTEM SET autovacuum_naptime = '1s'", "SELECT pg_reload_conf()");
    Databases.execute(
        admin,
        """
        CREATE SCHEMA app;
        CREATE ROLE keeper LOGIN PASSWORD 'p@ss/w:rd#1'
        """);
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    admin.close();
    server.close();
  }

  /** Two tables with 500 dead rows of 1,000, of the role that does the upkeep, and a clean one. */
  @BeforeEach
  void tables() throws SQLException {
    Databases.execute(admin, "DROP TABLE IF EXISTS signals, app.\"Odd Name\", clean, locked");
    for (String table : new String[] {"signals", "app.\"Odd Name\"", "clean"}) {
      Databases.execute(
          admin,
          """
          CREATE TABLE %1$s WITH (autovacuum_enabled = off)
            AS SELECT n, repeat('x', 100) AS filler FROM generate_series(1, 1000) n;
          ALTER TABLE %1$s OWNER TO keeper
          """
              .formatted(table));
    }
    Databases.execute(admin, "GRANT USAGE ON SCHEMA app TO keeper");
    dirty("signals", 500);
    dirty("app.\"Odd Name\"", 400);
  }

  private static void dirty(String table, int rows) throws SQLException {
    Databases.execute(admin, "DELETE FROM " + table + " WHERE n <= " + rows);
    // Before version 15 the statistics follow.
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (dead(table) < rows && System.nanoTime() < end) {
      Databases.execute(admin, "SELECT pg_sleep(0.05)");
    }
    assertThat(dead(table)).isGreaterThanOrEqualTo(rows);
  }

  private static long dead(String table) throws SQLException {
    return number("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relid = '%s'::regclass", table);
  }

  private static long number(String sql, String argument) throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet row = statement.executeQuery(sql.formatted(argument))) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String url(String role) {
    return server.url().replace("watcher:", role + ":");
  }

  private static CheckResult vacuum(Upkept upkept, String role, String yaml) {
    try (Session session = PostgresServer.source("ledger", url(role)).openForUpkeep(TIMEOUT)) {
      return upkept.act(new VacuumAction(), yaml, Optional.of(session), NOW);
    }
  }

  private static String fact(CheckResult result, String label) {
    return result.facts().stream()
        .filter(fact -> fact.label().equals(label))
        .map(Fact::text)
        .findFirst()
        .orElse("");
  }

  @Test
  void tablesThatNeedItAreVacuumedAndTheProofIsTheServersOwn() throws SQLException {
    CheckResult result = vacuum(new Upkept(), "keeper", "tables: {deadRows: \">100\"}");

    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(result.summary())
        .isEqualTo("vacuumed 2 tables; 2 of 3 tables had more than 100 dead rows");
    assertThat(fact(result, "signals")).startsWith("500 → 0 dead rows, ");
    assertThat(fact(result, "app.Odd Name")).startsWith("400 → 0 dead rows, ");
    assertThat(dead("signals")).isZero();
    assertThat(dead("app.\"Odd Name\"")).isZero();
    assertThat(number("SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = '%s'", "clean"))
        .isZero();
    assertThat((Map<?, ?>) result.measured().get("deadBefore"))
        .isEqualTo(Map.of("signals", 500L, "app.Odd Name", 400L));
    assertThat((Map<?, ?>) result.measured().get("bytesAfter")).hasSize(2);
    assertThat(vacuum(new Upkept(), "keeper", "tables: {deadRows: \">100\"}").summary())
        .as("nothing is left to do")
        .isEqualTo("vacuumed 0 tables; 0 of 3 tables had more than 100 dead rows");
  }

  @Test
  void dryRunChangesNothing() throws SQLException {
    Upkept upkept = new Upkept().dryRun();
    CheckResult result =
        vacuum(
            upkept,
            "keeper",
            "tables: {deadRows: \">100\", only: [signals, nowhere], except: [paymnts]}");

    assertThat(fact(result, "signals")).startsWith("would be vacuumed: 500 dead rows, ");
    assertThat(result.findings())
        .extracting(Finding::remedy)
        .satisfiesExactly(
            only -> assertThat(only).startsWith("correct its name in tables.only"),
            except -> assertThat(except).startsWith("correct its name in tables.except"));
    assertThat(dead("signals")).isEqualTo(500);
    assertThat(upkept.written()).isEmpty();
  }

  @Test
  void lockedTableIsSkippedAtOnceAndTold() throws SQLException {
    try (Connection other = server.admin()) {
      other.setAutoCommit(false);
      Databases.execute(other, "LOCK TABLE signals IN SHARE UPDATE EXCLUSIVE MODE");

      CheckResult result = vacuum(new Upkept(), "keeper", "tables: {deadRows: \">100\"}");

      assertThat(result.status()).isEqualTo(Status.WARNING);
      assertThat(result.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.subject()).isEqualTo("signals");
                assertThat(finding.summary())
                    .matches("signals was skipped: session \\d+ has it locked");
              });
      assertThat(dead("app.\"Odd Name\"")).isZero();
      assertThat(dead("signals")).isEqualTo(500);
      assertThat(result.covered().unread("signals dead rows", Place.WHOLE))
          .as("rows that an earlier run could not remove")
          .isPresent();
      assertThat(result.covered().unread("app.Odd Name dead rows", Place.WHOLE)).isEmpty();
      other.rollback();
    }
  }

  @Test
  void rowsThatAnOpenTransactionNeedsAreTold() throws SQLException {
    try (Connection other = server.admin()) {
      Databases.execute(
          admin, "TRUNCATE signals; INSERT INTO signals SELECT generate_series(1, 1000)");
      other.setAutoCommit(false);
      other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Databases.execute(other, "SELECT count(*) FROM signals");
      dirty("signals", 900);

      CheckResult result =
          vacuum(
              new Upkept(),
              "keeper",
              "{tables: {deadRows: \">100\", only: [signals]}, kept: {warning: \">100\"}}");

      assertThat(result.status()).isEqualTo(Status.WARNING);
      assertThat(result.findings().get(0).summary())
          .isEqualTo("900 dead rows of signals could not be removed");
      other.rollback();
    }
  }

  @Test
  void tooFewRightsAreTold() throws SQLException {
    CheckResult would =
        vacuum(new Upkept().dryRun(), "watcher", "tables: {deadRows: \">100\", only: [signals]}");
    assertThat(fact(would, "signals")).isEqualTo("500 dead rows, skipped: no right to vacuum it");
    assertThat(would.findings())
        .extracting(Finding::summary)
        .containsExactly(
            "the server would skip signals: its owner is keeper, and watcher is no member of it");

    CheckResult result =
        vacuum(new Upkept(), "watcher", "tables: {deadRows: \">100\", only: [signals]}");

    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.summary()).startsWith("the server skipped signals: ");
              assertThat(finding.remedy()).contains("own the table", "GRANT MAINTAIN");
            });
    assertThat(dead("signals")).isEqualTo(500);
  }

  @Test
  void atItsDeadlineItStopsAndSaysWhatIsLeft() throws SQLException {
    // Over, as soon as the first table is done.
    Upkept upkept = new Upkept();
    upkept.left(
        () ->
            upkept.written().stream().anyMatch(line -> line.contains("done"))
                ? Duration.ofSeconds(-1)
                : TIMEOUT);

    CheckResult result = vacuum(upkept, "keeper", "tables: {deadRows: \">100\"}");

    assertThat(result.summary()).startsWith("vacuumed 1 table, left 1; ");
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::summary)
        .isEqualTo("app.Odd Name was left: the deadline passed first");
    assertThat(dead("app.\"Odd Name\"")).isEqualTo(400);
  }

  @Test
  void theServerEndsAStatementAtTheDeadlineWhateverBecomesOfUs() {
    try (PostgresUpkeep session =
        (PostgresUpkeep) PostgresServer.source("ledger", url("keeper")).openForUpkeep(TIMEOUT)) {
      assertThatThrownBy(() -> session.execute("SELECT pg_sleep(60)", Duration.ofMillis(100)))
          .isInstanceOf(SourceUnavailableException.class)
          .hasMessageContaining("statement timeout");
      assertThat(
              session.list("SELECT current_setting('lock_timeout')", TIMEOUT, row -> row.text(1)))
          .containsExactly("5s");
    }
  }

  @Test
  void whatAutovacuumWorksOnIsLeftToIt() throws SQLException {
    Databases.execute(admin, "GRANT pg_monitor TO keeper");
    // So much, and as slow as a server allows, that it is still at work when we come.
    Databases.execute(
        admin,
        """
        INSERT INTO signals SELECT n, repeat('x', 100) FROM generate_series(1001, 40000) n;
        ALTER TABLE signals SET (autovacuum_enabled = on, autovacuum_vacuum_threshold = 1,
          autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 100,
          autovacuum_vacuum_cost_limit = 1)
        """);
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (number(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'autovacuum: VACUUM%s'",
                "%signals%")
            == 0
        && System.nanoTime() < end) {
      Databases.execute(admin, "SELECT pg_sleep(0.05)");
    }

    CheckResult result =
        vacuum(new Upkept(), "keeper", "tables: {deadRows: \">100\", only: [signals]}");

    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(fact(result, "signals"))
        .isEqualTo("500 dead rows, skipped: autovacuum has it locked");
  }
}

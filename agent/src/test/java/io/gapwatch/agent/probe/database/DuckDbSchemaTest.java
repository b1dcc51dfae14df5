package io.gapwatch.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DuckDbSchemaTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:30:00Z");

  @Test
  void expectedAndDrifted() throws SQLException {
    try (Connection connection = Databases.duckDb()) {
      Databases.execute(connection, "CREATE TABLE blocks (number BIGINT, timestamp TIMESTAMP)");
      CheckResult first = ask(connection, Past.NONE);
      assertThat(first.summary())
          .isEqualTo("1 table, missing blocks.hash, drift not known before the second run");
      Past past = Contexts.left(first.measured(), NOW.minus(Duration.ofHours(1)));
      Databases.execute(connection, "ALTER TABLE blocks ADD COLUMN hash TEXT");
      CheckResult second = ask(connection, past);
      assertThat(second.status()).isEqualTo(Status.WARNING);
      assertThat(second.summary()).isEqualTo("1 table, changed columns of blocks");
    }
  }

  @Test
  void tablesOfAnyNameAreExpected() throws SQLException {
    try (Connection connection = Databases.duckDb()) {
      Databases.execute(connection, "CREATE TABLE \"Straße und Ort\" (\"PLZ 5\" TEXT)");
      String expected = "{expect: {Straße und Ort: [PLZ 5], Ort & Straße: []}}";
      assertThat(ask(connection, Past.NONE, expected).summary())
          .isEqualTo("1 table, missing Ort & Straße, drift not known before the second run");
    }
  }

  /** Each question reads a run's whole result: asked for each table, thousands took minutes. */
  @Test
  void manyTablesAskThePastNoMoreThanAFew() throws SQLException {
    try (Connection connection = Databases.duckDb()) {
      for (int i = 0; i < 50; i++) {
        Databases.execute(connection, "CREATE TABLE table_%d (id BIGINT)".formatted(i));
      }
      CheckResult first = ask(connection, Past.NONE, "{}");
      AtomicInteger questions = new AtomicInteger();
      Past past = Contexts.left(first.measured(), NOW.minus(Duration.ofHours(1)));
      assertThat(ask(connection, Contexts.counting(past, questions), "{}").summary())
          .isEqualTo("50 tables, unchanged since the last run");
      assertThat(questions.get()).isLessThan(5);
    }
  }

  private static CheckResult ask(Connection connection, Past past) {
    return ask(connection, past, "{expect: {blocks: [number, hash]}}");
  }

  private static CheckResult ask(Connection connection, Past past, String settings) {
    return Judged.of(
        new SchemaCheck(),
        settings,
        Contexts.of(Databases.session(connection, Dialect.DUCKDB), NOW, past));
  }
}

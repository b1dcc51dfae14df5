package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a session of a real PostgreSQL answers, and that it neither writes, waits nor hangs on. */
class PostgresSourceIT extends OnPostgres {
  PostgresSourceIT() throws IOException, SQLException {}

  @BeforeAll
  void fill() throws SQLException {
    try (Connection admin = server.admin()) {
      Databases.execute(
          admin,
          "CREATE TABLE numbers AS SELECT n FROM generate_series(1, 3) n",
          "CREATE TABLE locked (n int)",
          "REVOKE pg_read_all_data FROM watcher",
          "GRANT SELECT ON numbers, locked TO watcher");
    }
  }

  @Test
  void saysWhichDatabaseAnswered() {
    try (SqlSession session = server.source().open(TIMEOUT)) {
      assertThat(session.answeredBy())
          .matches(
              "PostgreSQL \\d+\\.\\d+.*, database postgres at 127\\.0\\.0\\.1:%d/postgres \\(127\\.0\\.0\\.1\\)"
                  .formatted(server.port()));
      assertThat(numbers(session, "SELECT n FROM numbers ORDER BY n")).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void refusesToWrite() {
    try (SqlSession session = server.source().open(TIMEOUT)) {
      assertThatThrownBy(() -> numbers(session, "DELETE FROM numbers RETURNING n"))
          .isInstanceOf(SourceUnavailableException.class)
          .hasMessageContaining("read-only transaction");
      assertThat(numbers(session, "SELECT count(*) FROM numbers")).containsExactly(3L);
    }
  }

  @Test
  void failedStatementDoesNotSpoilTheNext() {
    try (SqlSession session = server.source().open(TIMEOUT)) {
      assertThatThrownBy(() -> session.columns("nowhere"))
          .hasMessageContaining("could not read table nowhere")
          .hasMessageContaining("does not exist");
      assertThatThrownBy(() -> numbers(session, "SELECT 1 / 0"))
          .hasMessageContaining("division by zero");
      assertThat(session.columns("numbers")).containsExactly(new SqlSession.Column("n", "INT4"));
      assertThat(numbers(session, "SELECT count(*) FROM numbers")).containsExactly(3L);
    }
  }

  @Test
  void aConnectionThatTheServerEndedIsNotOpen() throws SQLException {
    try (SqlSession session = server.source().open(TIMEOUT);
        Connection admin = server.admin()) {
      long own = numbers(session, "SELECT pg_backend_pid()").get(0);
      assertThat(session.isOpen()).isTrue();
      Databases.execute(admin, "SELECT pg_terminate_backend(%d, 60000)".formatted(own));
      assertThatThrownBy(() -> numbers(session, "SELECT 1"))
          .isInstanceOf(SourceUnavailableException.class);
      assertThat(session.isOpen()).isFalse();
    }
  }

  /** Some of the rows, taken for all of them, would be health. */
  @Test
  void rowsThatAPolicyHidesAreNotTakenForMissing() throws SQLException {
    try (Connection admin = server.admin()) {
      Databases.execute(
          admin,
          "CREATE TABLE hidden AS SELECT n FROM generate_series(1, 9) n",
          "ALTER TABLE hidden ENABLE ROW LEVEL SECURITY",
          "CREATE POLICY few ON hidden FOR SELECT TO watcher USING (n > 7)",
          "GRANT SELECT ON hidden TO watcher");
    }
    try (SqlSession session = server.source().open(TIMEOUT)) {
      SourceUnavailableException refused =
          unavailable(() -> numbers(session, "SELECT n FROM hidden"));
      assertThat(refused).hasMessageContaining("row-level security policy for table \"hidden\"");
      assertThat(refused.remedy()).contains("BYPASSRLS", "row_security=on");
      assertThat(numbers(session, "SELECT count(*) FROM numbers")).containsExactly(3L);
    }
    String wanted = server.url() + "?options=-c%20row_security=on";
    try (SqlSession session = PostgresServer.source("ledger", wanted).open(TIMEOUT)) {
      assertThat(numbers(session, "SELECT n FROM hidden ORDER BY n")).containsExactly(8L, 9L);
    }
  }

  @Test
  void editionIsAnotherOnceTheTableIs() throws SQLException {
    try (SqlSession session = server.source().open(TIMEOUT);
        Connection admin = server.admin()) {
      Databases.execute(
          admin,
          "CREATE TABLE \"it's\" (n int)",
          "CREATE TABLE other (n int)",
          "CREATE TABLE parts (n int) PARTITION BY RANGE (n)",
          "INSERT INTO \"it's\" VALUES (1)");
      OptionalLong first = session.edition("it's", TIMEOUT);
      assertThat(first).isPresent();
      Databases.execute(
          admin, "INSERT INTO \"it's\" VALUES (2)", "DELETE FROM \"it's\" WHERE n = 1", "VACUUM");
      assertThat(session.edition("it's", TIMEOUT)).isEqualTo(first);
      assertThat(session.edition("public.it's", TIMEOUT)).isEqualTo(first);
      Databases.execute(admin, "TRUNCATE \"it's\"");
      OptionalLong emptied = session.edition("it's", TIMEOUT);
      assertThat(emptied).isPresent().isNotEqualTo(first);
      Databases.execute(admin, "DROP TABLE \"it's\"", "ALTER TABLE other RENAME TO \"it's\"");
      assertThat(session.edition("it's", TIMEOUT)).isPresent().isNotEqualTo(emptied);
      OptionalLong parts = session.edition("parts", TIMEOUT);
      assertThat(parts).isPresent();
      Databases.execute(admin, "CREATE TABLE piece PARTITION OF parts FOR VALUES FROM (0) TO (9)");
      OptionalLong more = session.edition("parts", TIMEOUT);
      assertThat(more).isPresent().isNotEqualTo(parts);
      Databases.execute(admin, "TRUNCATE piece");
      assertThat(session.edition("parts", TIMEOUT)).isPresent().isNotEqualTo(more);
      Databases.execute(admin, "ALTER TABLE parts DETACH PARTITION piece");
      assertThat(session.edition("parts", TIMEOUT)).isEqualTo(parts);
    }
  }

  @Test
  void editionOfAViewIsAnotherOnceWhatIsBehindItIs() throws SQLException {
    try (SqlSession session = server.source().open(TIMEOUT);
        Connection admin = server.admin()) {
      Databases.execute(
          admin,
          "CREATE TABLE blue (n int) PARTITION BY RANGE (n)",
          "CREATE TABLE blue_1 PARTITION OF blue FOR VALUES FROM (0) TO (9)",
          "CREATE TABLE green (n int)",
          "CREATE VIEW inner_view AS SELECT n FROM blue",
          "CREATE VIEW live AS SELECT n FROM inner_view");
      OptionalLong first = session.edition("live", TIMEOUT);
      assertThat(first).isPresent();
      Databases.execute(admin, "INSERT INTO blue VALUES (2)", "VACUUM");
      assertThat(session.edition("live", TIMEOUT)).isEqualTo(first);
      Databases.execute(admin, "TRUNCATE blue_1");
      OptionalLong emptied = session.edition("live", TIMEOUT);
      assertThat(emptied).isPresent().isNotEqualTo(first);
      Databases.execute(admin, "CREATE OR REPLACE VIEW inner_view AS SELECT n FROM green");
      OptionalLong swapped = session.edition("live", TIMEOUT);
      assertThat(swapped).isPresent().isNotEqualTo(emptied);
      Databases.execute(admin, "CREATE OR REPLACE VIEW live AS SELECT n FROM green WHERE n > 5");
      OptionalLong narrowed = session.edition("live", TIMEOUT);
      assertThat(narrowed).isPresent().isNotEqualTo(swapped);
      Databases.execute(admin, "CREATE OR REPLACE VIEW live AS SELECT n FROM green WHERE n > 6");
      assertThat(session.edition("live", TIMEOUT)).isPresent().isNotEqualTo(narrowed);
    }
  }

  @Test
  void holdsNoTransactionOpenBetweenQueries() throws SQLException {
    try (SqlSession session = server.source().open(TIMEOUT);
        Connection admin = server.admin();
        SqlSession other = Databases.session(admin, Dialect.POSTGRES)) {
      numbers(session, "SELECT n FROM numbers");
      assertThat(
              numbers(
                  other,
                  "SELECT count(*) FROM pg_stat_activity"
                      + " WHERE usename = 'watcher' AND state LIKE 'idle in transaction%'"))
          .containsExactly(0L);
    }
  }

  @Test
  void serverEndsSlowStatement() {
    try (SqlSession session = server.source().open(TIMEOUT)) {
      SourceUnavailableException slow =
          unavailable(
              () -> session.query("SELECT 1 FROM pg_sleep(30)", Duration.ofSeconds(1), row -> {}));
      assertThat(slow).hasMessageContaining("ledger: the query failed: ");
      assertThat(slow.getMessage()).containsAnyOf("statement timeout", "interrupted after 1s");
      assertThat(slow.remedy()).contains("raise timeout");
      assertThat(numbers(session, "SELECT 7")).containsExactly(7L);
    }
  }

  @Test
  void eachQueryHasItsOwnTimeout() {
    try (SqlSession session = server.source().open(Duration.ofSeconds(5))) {
      List<Long> rows = new ArrayList<>();
      session.query("SELECT 7 FROM pg_sleep(6)", TIMEOUT, row -> rows.add(row.number(1)));
      assertThat(rows).containsExactly(7L);
    }
  }

  @Test
  void doesNotWaitForLocks() throws SQLException {
    try (SqlSession session = server.source().open(TIMEOUT);
        Connection writer = server.admin()) {
      writer.setAutoCommit(false);
      Databases.execute(writer, "LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");
      SourceUnavailableException locked =
          unavailable(() -> numbers(session, "SELECT n FROM locked"));
      assertThat(locked).hasMessageContaining("lock timeout");
      assertThat(locked.remedy()).contains("pg_locks");
      writer.rollback();
    }
  }
}

package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.ClosedPort;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class PostgresSourceIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final PostgresServer server;

  PostgresSourceIT() throws IOException, SQLException {
    server = PostgresServer.start();
  }

  @BeforeAll
  void fill() throws SQLException {
    try (Connection admin = server.admin()) {
      Databases.execute(
          admin,
          "CREATE TABLE numbers AS SELECT n FROM generate_series(1, 3) n",
          "CREATE TABLE private (n int)",
          "CREATE TABLE locked (n int)",
          "REVOKE pg_read_all_data FROM watcher",
          "GRANT SELECT ON numbers, locked TO watcher");
    }
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
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

  @Test
  void wrongPasswordIsNotRepeated() {
    String url = server.url().replaceAll("watcher:[^@]*@", "watcher:WRONG-hunter2@");
    SourceUnavailableException refused = unavailable(() -> open(url));
    assertThat(refused).hasMessageContaining("password authentication failed");
    assertThat(refused.remedy()).contains("password");
    assertThat(everythingSaid(refused)).doesNotContain("hunter2");
  }

  @Test
  void missingDatabase() {
    SourceUnavailableException missing =
        unavailable(() -> open(server.url().replace("/postgres", "/nowhere")));
    assertThat(missing).hasMessageContaining("database \"nowhere\" does not exist");
    assertThat(missing.remedy()).contains("check the name");
    assertThat(everythingSaid(missing)).doesNotContain(PostgresServer.PASSWORD);
  }

  @Test
  void tableWithoutPermission() {
    try (SqlSession session = server.source().open(TIMEOUT)) {
      SourceUnavailableException denied = unavailable(() -> session.columns("private"));
      assertThat(denied).hasMessageContaining("permission denied for table private");
      assertThat(denied.remedy()).contains("GRANT SELECT ON \"private\" TO \"watcher\"");
    }
  }

  /** As the server writes them; each grant of a remedy, copied, is one that it takes. */
  @Test
  void whatIsNotAllowedHasAGrantOfItsOwn() throws SQLException {
    try (Connection admin = server.admin();
        SqlSession session = server.source().open(TIMEOUT)) {
      Databases.execute(
          admin,
          "CREATE SCHEMA closed",
          "CREATE TABLE closed.inside (n int)",
          "CREATE SEQUENCE counter",
          "CREATE FUNCTION secret() RETURNS int LANGUAGE sql AS 'SELECT 7'",
          "REVOKE EXECUTE ON FUNCTION secret FROM public",
          "CREATE ROLE owner",
          "CREATE VIEW \"over private\" AS SELECT n FROM private",
          "ALTER VIEW \"over private\" OWNER TO owner",
          "GRANT SELECT ON \"over private\" TO watcher",
          "CREATE DATABASE shut",
          "REVOKE CONNECT ON DATABASE shut FROM public");
      for (String sql :
          List.of(
              "SELECT n FROM closed.inside", "SELECT last_value FROM counter", "SELECT secret()")) {
        SourceUnavailableException denied = unavailable(() -> numbers(session, sql));
        String grant = denied.remedy().replaceFirst("(?s).*?(GRANT .*? TO \"watcher\").*", "$1");
        Databases.execute(admin, grant);
        assertThat(denied.remedy()).as(sql).contains("GRANT");
      }
      assertThat(numbers(session, "SELECT secret()")).containsExactly(7L);
      assertThat(unavailable(() -> numbers(session, "SELECT n FROM \"over private\"")).remedy())
          .contains("to the owner of the view");
      SourceUnavailableException shut =
          unavailable(() -> open(server.url().replace("/postgres", "/shut")));
      assertThat(shut.remedy()).contains("GRANT CONNECT ON DATABASE \"shut\" TO \"watcher\"");
      String superuser = server.url() + "?options=-c%20session_replication_role%3Dreplica";
      assertThat(unavailable(() -> open(superuser)).remedy())
          .contains("options in the url sets session_replication_role");
      assertThat(unavailable(() -> open(server.url() + "?options=-c%20wrok_mem%3D1")).remedy())
          .contains("options in the url sets wrok_mem");
      assertThat(unavailable(() -> numbers(session, "SELECT pg_read_file('x')::int")).remedy())
          .contains("GRANT EXECUTE ON FUNCTION \"pg_read_file\"");
      assertThat(
              unavailable(() -> numbers(session, "SELECT current_setting('data_directory')"))
                  .remedy())
          .contains("GRANT pg_read_all_settings TO \"watcher\"");
    }
  }

  @Test
  void whoIsNotLetInIsToldApart() throws SQLException {
    try (Connection admin = server.admin()) {
      Databases.execute(
          admin,
          "CREATE ROLE resting PASSWORD 'x'",
          "CREATE ROLE single LOGIN CONNECTION LIMIT 0",
          "CREATE DATABASE closing ALLOW_CONNECTIONS false",
          "CREATE DATABASE crowded CONNECTION LIMIT 0");
      String url = server.adminUrl();
      assertThat(unavailable(() -> open(url.replace("postgres@", "nobody@"))).remedy())
          .contains("CREATE ROLE \"nobody\" LOGIN");
      assertThat(unavailable(() -> open(url.replace("postgres@", "resting@"))).remedy())
          .contains("ALTER ROLE \"resting\" LOGIN");
      assertThat(unavailable(() -> open(url.replace("postgres@", "single@"))).remedy())
          .contains("ALTER ROLE \"single\" CONNECTION LIMIT");
      assertThat(unavailable(() -> open(url.replaceFirst("/postgres$", "/closing"))).remedy())
          .contains("ALTER DATABASE \"closing\" ALLOW_CONNECTIONS true");
      assertThat(unavailable(() -> open(server.url().replace("/postgres", "/crowded"))).remedy())
          .contains("ALTER DATABASE \"crowded\" CONNECTION LIMIT");
      assertThat(unavailable(() -> open(server.url() + "?target_session_attrs=standby")).remedy())
          .contains("target_session_attrs");
    }
  }

  @Test
  void nobodyListens() throws IOException {
    try (ClosedPort closed = new ClosedPort()) {
      String address = "127.0.0.1:" + closed.number() + "/x";
      SourceUnavailableException refused =
          unavailable(() -> open("postgres://u:hunter2@" + address));
      assertThat(refused)
          .hasMessage("ledger: could not connect to " + address + ": connection refused");
      assertThat(refused.remedy()).contains("the server is running");
      assertThat(everythingSaid(refused)).doesNotContain("hunter2");
    }
  }

  /** The driver says of each that the attempt failed, and no more. */
  @Test
  void whyTheAttemptFailedIsTold() throws IOException {
    SourceUnavailableException unknown =
        unavailable(() -> open("postgres://u:hunter2@no-such-host.invalid/x"));
    assertThat(unknown).hasMessageEndingWith("host not found");
    assertThat(unknown.remedy()).contains("name of the host");
    try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread hangsUp = new Thread(() -> hangUp(rude));
      hangsUp.setDaemon(true);
      hangsUp.start();
      String url = "postgres://u:hunter2@127.0.0.1:" + rude.getLocalPort() + "/x";
      SourceUnavailableException closed = unavailable(() -> open(url));
      assertThat(closed).hasMessageEndingWith("the server closed the connection at once");
      assertThat(closed.remedy()).contains("that it is PostgreSQL");
      assertThat(everythingSaid(closed)).doesNotContain("hunter2");
    }
  }

  /** Takes a few bytes from each, and no more. */
  private static void hangUp(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getInputStream().readNBytes(8);
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Test
  void serverThatNeverAnswersIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "postgres://u:hunter2@127.0.0.1:" + silent.getLocalPort() + "/x";
      SourceUnavailableException mute =
          unavailable(() -> PostgresServer.source("ledger", url).open(Duration.ofSeconds(2)));
      assertThat(mute).hasMessageContaining("ledger: could not connect to 127.0.0.1:");
      assertThat(mute.remedy()).contains("check host and port");
      assertThat(everythingSaid(mute)).doesNotContain("hunter2");
    }
  }

  @Test
  void serverThatStopsHalfWay() throws IOException, SQLException {
    try (PostgresServer doomed = PostgresServer.start();
        SqlSession session = doomed.source().open(TIMEOUT)) {
      assertThat(numbers(session, "SELECT 1")).containsExactly(1L);
      doomed.stop();
      SourceUnavailableException gone = unavailable(() -> numbers(session, "SELECT 1"));
      assertThat(gone).hasMessageStartingWith("ledger: the query failed: ");
      assertThat(everythingSaid(gone)).doesNotContain(PostgresServer.PASSWORD);
    }
  }

  private static void open(String url) {
    PostgresServer.source("ledger", url).open(TIMEOUT).close();
  }

  private static List<Long> numbers(SqlSession session, String sql) {
    List<Long> numbers = new ArrayList<>();
    session.query(sql, TIMEOUT, row -> numbers.add(row.number(1)));
    return numbers;
  }

  private static SourceUnavailableException unavailable(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    SourceUnavailableException thrown =
        catchThrowableOfType(SourceUnavailableException.class, call);
    assertThat(thrown).isNotNull();
    return thrown;
  }

  private static String everythingSaid(SourceUnavailableException e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return text + e.remedy();
  }
}

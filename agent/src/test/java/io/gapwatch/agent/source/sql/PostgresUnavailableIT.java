package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.ClosedPort;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Why a PostgreSQL cannot be asked: who is not let in or may not read, and servers that are silent
 * or gone.
 */
class PostgresUnavailableIT extends OnPostgres {
  PostgresUnavailableIT() throws IOException, SQLException {}

  @BeforeAll
  void fill() throws SQLException {
    try (Connection admin = server.admin()) {
      Databases.execute(
          admin, "CREATE TABLE private (n int)", "REVOKE pg_read_all_data FROM watcher");
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
}

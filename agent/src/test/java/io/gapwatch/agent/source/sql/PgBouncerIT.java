package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.ClosedPort;
import io.gapwatch.agent.cli.Ran;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source through PgBouncer, in both modes, and over IPv6. */
class PgBouncerIT extends BehindPgBouncer {
  PgBouncerIT() throws IOException, SQLException {}

  @BeforeAll
  void fill() throws SQLException {
    try (Connection admin = server.admin()) {
      Databases.execute(
          admin,
          "CREATE TABLE payments AS SELECT n AS id FROM generate_series(1, 25000) n",
          "CREATE TABLE hidden AS SELECT 7 AS id",
          "ALTER TABLE hidden ENABLE ROW LEVEL SECURITY",
          "CREATE SCHEMA eth",
          "CREATE TABLE eth.blocks AS SELECT 7 AS number",
          "GRANT USAGE ON SCHEMA eth TO watcher");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "transaction"})
  void asksAsWithoutIt(String mode, @TempDir Path folder) throws IOException {
    try (PgBouncer pooler = start(folder, "pool_mode = " + mode);
        SqlSession session = open(pooler.url(server, "postgres"))) {
      assertThat(session.columns("payments")).containsExactly(new SqlSession.Column("id", "INT4"));
      // More rows than one fetch.
      assertThat(numbers(session, "SELECT id FROM payments ORDER BY id"))
          .hasSize(25000)
          .endsWith(24999L, 25000L);
      assertThat(session.time(TIMEOUT)).isPresent();
      assertThat(session.answeredBy()).contains("database postgres at 127.0.0.1:" + pooler.port());
      assertThat(unavailable(() -> numbers(session, "DELETE FROM payments RETURNING id")))
          .hasMessageContaining("read-only transaction");
      assertThat(unavailable(() -> numbers(session, "SELECT id FROM hidden")))
          .hasMessageContaining("row-level security");
      assertThat(numbers(session, "SELECT count(*) FROM payments")).containsExactly(25000L);
    }
  }

  @Test
  void checkOfACommandIsOk(@TempDir Path folder, @TempDir Path site) throws IOException {
    try (PgBouncer pooler = start(folder, TRANSACTION)) {
      Path secrets = Files.writeString(site.resolve("secrets.env"), "");
      Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(secrets, "POOL=" + pooler.url(server, "postgres") + "\n");
      Files.writeString(
          site.resolve("gapwatch.yaml"),
          """
          version: 1
          secrets: {from: file, path: secrets.env}
          sources: {pool: {type: postgres, url: "${secret:POOL}"}}
          jobs:
            j:
              schedule: "0 */3 * * *"
              checks: [{id: q, type: sql, source: pool, query: "SELECT count(*) FROM payments", warning: 50000}]
          """);
      Ran ran = Ran.gapwatch(site, "check");
      assertThat(ran.out()).contains("25000");
      assertThat(ran.code()).isZero();
    }
  }

  /** Two clients of one server connection: no statement of one may have the name of the other's. */
  @Test
  void sharesAServerConnection(@TempDir Path folder) throws IOException {
    try (PgBouncer pooler = start(folder, TRANSACTION, "default_pool_size = 1");
        SqlSession one = open(pooler.url(server, "postgres"));
        SqlSession other = open(pooler.url(server, "postgres"))) {
      for (int i = 0; i < 7; i++) {
        assertThat(numbers(one, "SELECT count(*) FROM payments")).containsExactly(25000L);
        assertThat(numbers(other, "SELECT count(*) FROM payments")).containsExactly(25000L);
        assertThat(numbers(one, "SELECT pg_backend_pid()"))
            .isEqualTo(numbers(other, "SELECT pg_backend_pid()"));
      }
    }
  }

  @Test
  void nextClientFindsNothingOfIt(@TempDir Path folder) throws IOException, SQLException {
    String settings =
        "SELECT count(*) FROM pg_settings WHERE source = 'session' AND name NOT IN"
            + " ('client_encoding', 'DateStyle', 'TimeZone', 'application_name',"
            + " 'standard_conforming_strings')";
    try (PgBouncer pooler = start(folder, TRANSACTION, "default_pool_size = 1")) {
      long server;
      try (SqlSession session =
          open(pooler.url(this.server, "postgres") + "?options=-c%20work_mem%3D8MB")) {
        assertThat(numbers(session, "SELECT setting::int FROM pg_settings WHERE name = 'work_mem'"))
            .containsExactly(8192L);
        assertThat(
                numbers(
                    session,
                    "SELECT extract(epoch FROM current_setting('lock_timeout')::interval)"))
            .containsExactly(5L);
        unavailable(() -> numbers(session, "SELECT 1 / 0"));
        server = numbers(session, "SELECT pg_backend_pid()").get(0);
      }
      try (Connection next = plain(pooler);
          SqlSession plain = Databases.session(next, Dialect.POSTGRES)) {
        assertThat(numbers(plain, "SELECT pg_backend_pid()")).containsExactly(server);
        assertThat(numbers(plain, settings)).containsExactly(0L);
        assertThat(numbers(plain, "SELECT count(*) FROM pg_prepared_statements"))
            .containsExactly(0L);
      }
    }
  }

  /** Another program's connection, which sets nothing itself. */
  private Connection plain(PgBouncer pooler) throws SQLException {
    PostgresAddress address =
        PostgresAddress.parse("plain", new Secret(pooler.url(server, "postgres")));
    Properties properties = new Properties();
    properties.setProperty("user", "watcher");
    properties.setProperty("password", PostgresServer.PASSWORD);
    properties.setProperty("assumeMinServerVersion", "9.6");
    properties.setProperty("prepareThreshold", "0");
    return DriverManager.getConnection(address.jdbcUrl(), properties);
  }

  @Test
  void settingsOfTheUrlHold(@TempDir Path folder) throws IOException {
    try (PgBouncer pooler = start(folder, TRANSACTION);
        SqlSession session = open(pooler.url(server, "postgres") + "?currentSchema=eth")) {
      assertThat(session.columns("blocks"))
          .containsExactly(new SqlSession.Column("number", "INT4"));
      assertThat(numbers(session, "SELECT number FROM blocks")).containsExactly(7L);
    }
  }

  /** Neither by itself nor through the settings of the URL. */
  @Test
  void neverWrites(@TempDir Path folder) throws IOException {
    try (PgBouncer pooler = start(folder, TRANSACTION)) {
      String url = pooler.url(server, "postgres") + "?options=-c%20";
      assertThat(unavailable(() -> open(url + "transaction_read_only%3Doff")))
          .hasMessageContaining("read-write mode");
      try (SqlSession session = open(url + "default_transaction_read_only%3Doff")) {
        assertThat(unavailable(() -> numbers(session, "DELETE FROM payments RETURNING id")))
            .hasMessageContaining("read-only transaction");
      }
    }
  }

  @Test
  void slowStatementEnds(@TempDir Path folder) throws IOException {
    try (PgBouncer pooler = start(folder, TRANSACTION);
        SqlSession session = open(pooler.url(server, "postgres"))) {
      SourceUnavailableException slow =
          unavailable(
              () -> session.query("SELECT 1 FROM pg_sleep(60)", Duration.ofSeconds(1), row -> {}));
      assertThat(slow.remedy()).contains("raise timeout");
      assertThat(numbers(session, "SELECT 7")).containsExactly(7L);
    }
  }

  @Test
  void fullPoolIsNotCalledUnreachable(@TempDir Path folder) throws IOException, SQLException {
    try (PgBouncer pooler = start(folder, TRANSACTION, "default_pool_size = 1");
        Connection holder = plain(pooler)) {
      holder.setAutoCommit(false);
      Databases.execute(holder, "SELECT 1");
      SourceUnavailableException full =
          unavailable(
              () ->
                  PostgresServer.source("ledger", pooler.url(server, "postgres"))
                      .open(Duration.ofSeconds(1)));
      assertThat(full.remedy()).contains("a pooler in front of it has no free server connection");
    }
  }

  @Test
  void refusalsSayWhatToDo(@TempDir Path folder) throws IOException {
    try (PgBouncer pooler = start(folder, TRANSACTION)) {
      assertThat(unavailable(() -> open(pooler.url(server, "nowhere"))).remedy())
          .contains("check the name");
      SourceUnavailableException endpoint =
          unavailable(() -> open(pooler.url(server, "postgres") + "?options=endpoint%3Dx"));
      assertThat(endpoint.remedy()).contains("leave it out");
      String wrong = pooler.url(server, "postgres").replaceAll("watcher:[^@]*@", "watcher:no@");
      assertThat(unavailable(() -> open(wrong)).remedy()).contains("check user and password");
    }
  }

  @Test
  void overIpv6(@TempDir Path folder) throws IOException {
    try (PgBouncer pooler = PgBouncer.start(folder, server, "::1", TRANSACTION);
        SqlSession session = open(pooler.url(server, "postgres"))) {
      assertThat(session.identity()).isEqualTo("PostgreSQL [::1]:" + pooler.port() + "/postgres");
      assertThat(numbers(session, "SELECT 7")).containsExactly(7L);
    }
  }

  @Test
  void nextHostAnswersWhereTheFirstDoesNot(@TempDir Path folder) throws IOException {
    try (PgBouncer pooler = start(folder, TRANSACTION);
        ClosedPort closed = new ClosedPort();
        SqlSession session =
            open(
                pooler
                    .url(server, "postgres")
                    .replace(
                        "@127",
                        "@[::1]:" + closed.number() + ",localhost:" + closed.number() + ",127"))) {
      assertThat(numbers(session, "SELECT 7")).containsExactly(7L);
    }
  }
}

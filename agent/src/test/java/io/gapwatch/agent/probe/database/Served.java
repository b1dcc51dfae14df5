package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.PostgresServer;
import io.gapwatch.agent.source.sql.SqlSession;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;

/** A PostgreSQL for the tests of all checks of a server, with an empty schema for each test. */
interface Served {
  Instant NOW = Instant.parse("2026-11-21T12:30:00Z");

  /** The rights that the documents ask for, and nothing else. */
  String MONITOR = "monitor";

  /** Somebody who may log in. */
  String NOBODY = "nobody";

  String SUPERUSER = "postgres";

  int port();

  /** A connection that may do everything. */
  Connection admin();

  static void createRoles(Connection admin) throws SQLException {
    Databases.execute(
        admin,
        "CREATE ROLE " + MONITOR + " LOGIN IN ROLE pg_monitor",
        "CREATE ROLE " + NOBODY + " LOGIN");
  }

  @BeforeEach
  default void emptySchema() throws SQLException {
    execute(
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA public",
        "GRANT USAGE ON SCHEMA public TO public");
  }

  default void execute(String... statements) throws SQLException {
    Databases.execute(admin(), statements);
  }

  /** Another client, until it is closed. */
  default Connection client(String application) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?ApplicationName=%s".formatted(port(), application),
        SUPERUSER,
        "");
  }

  default CheckResult ask(String role, CheckType type, String yaml) {
    return ask(role, type, yaml, Past.NONE);
  }

  /** Asks in a session of its own, as the first check of a run does. */
  default CheckResult ask(String role, CheckType type, String yaml, Past past) {
    String url = "postgres://%s@127.0.0.1:%d/postgres".formatted(role, port());
    try (SqlSession session = PostgresServer.source("ledger", url).open(Duration.ofSeconds(30))) {
      return Judged.of(type, yaml, Contexts.of(session, NOW, past));
    }
  }
}

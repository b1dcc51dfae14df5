package io.gapwatch.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.agent.cli.Ran;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.DebianPostgres;
import io.gapwatch.agent.source.sql.PgBouncer;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All database checks find the same through the real PgBouncer as without it, on two major versions
 * of PostgreSQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class PooledChecksIT {
  private static final String CONFIG =
      """
      version: 1
      secrets: {from: file, path: secrets.env}
      sources:
        ledger: {type: postgres, url: "${secret:LEDGER}"}
      jobs:
        inside:
          schedule: "*/30 * * * *"
          checks:
            - {id: reachable, type: db-reachable, source: ledger, warning: ">60s", connectTime: off}
            - {id: connections, type: db-connections, source: ledger}
            - {id: size, type: db-size, source: ledger}
            - {id: keys, type: db-primary-keys, source: ledger}
            - {id: dead-rows, type: db-dead-rows, source: ledger}
            - {id: wraparound, type: db-wraparound, source: ledger}
            - {id: idle, type: db-idle-in-transaction, source: ledger}
            - {id: queries, type: db-long-queries, source: ledger}
            - {id: locks, type: db-locks, source: ledger}
            - {id: sequences, type: db-sequences, source: ledger}
            - {id: schema, type: db-schema, source: ledger, expect: {events: [id, epoch]}}
            - {id: own, type: sql, source: ledger, query: "SELECT count(*) FROM events", warning: "<1"}
            - {id: rate, type: event-rate, source: ledger, table: events, timestamp: epoch, unit: s, warning: "<1"}
            - {id: numbers, type: gaps, source: ledger, table: events, number: id, timestamp: epoch, unit: s}
      """;

  private final PostgresServer embedded;
  private final DebianPostgres debian;

  PooledChecksIT() throws IOException, SQLException {
    embedded = PostgresServer.start();
    debian = DebianPostgres.start();
    try (Connection admin = debian.admin()) {
      Databases.execute(
          admin,
          "CREATE ROLE watcher LOGIN PASSWORD '%s' IN ROLE pg_read_all_data"
              .formatted(PostgresServer.PASSWORD));
    }
    for (String name : List.of("embedded", "debian")) {
      try (Connection admin = admin(name)) {
        Databases.execute(
            admin,
            "CREATE TABLE events (id SERIAL PRIMARY KEY, epoch BIGINT)",
            "INSERT INTO events (epoch) SELECT 1763200000 + i FROM generate_series(1, 8000) AS"
                + " s(i)",
            "CREATE TABLE without_key (a INT)",
            "ANALYZE");
      }
    }
  }

  @AfterAll
  void stop() throws IOException {
    embedded.close();
    debian.close();
  }

  private Connection admin(String name) throws SQLException {
    return name.equals("debian") ? debian.admin() : embedded.admin();
  }

  private int port(String name) {
    return name.equals("debian") ? debian.port() : embedded.port();
  }

  @Test
  void theyAreTwoMajorVersions() throws SQLException {
    try (Connection one = admin("embedded");
        Connection other = admin("debian")) {
      assertThat(one.getMetaData().getDatabaseMajorVersion())
          .isNotEqualTo(other.getMetaData().getDatabaseMajorVersion());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "embedded, session, GRANT pg_monitor TO watcher",
    "embedded, transaction, GRANT pg_monitor TO watcher",
    "embedded, session, ALTER ROLE watcher SUPERUSER",
    "embedded, transaction, ALTER ROLE watcher SUPERUSER",
    "debian, session, GRANT pg_monitor TO watcher",
    "debian, transaction, GRANT pg_monitor TO watcher",
    "debian, transaction, ALTER ROLE watcher SUPERUSER",
  })
  void findsTheSame(
      String server, String mode, String right, @TempDir Path folder, @TempDir Path site)
      throws IOException, SQLException {
    try (Connection admin = admin(server)) {
      Databases.execute(admin, "ALTER ROLE watcher NOSUPERUSER", right);
    }
    String url = embedded.url().replaceFirst(":\\d+/", ":" + port(server) + "/");
    Map<String, String> direct = statuses(site, url);
    try (PgBouncer pooler =
        PgBouncer.start(
            folder, port(server), "127.0.0.1", "pool_mode = " + mode, "default_pool_size = 1")) {
      assertThat(statuses(site, pooler.url(url, "postgres"))).isEqualTo(direct);
    }
    assertThat(direct)
        .containsEntry("keys", "warning")
        .containsEntry("schema", "unknown") // drift, before a second run
        .containsEntry("sequences", "ok")
        .hasSize(14);
    direct.keySet().removeAll(Set.of("keys", "schema"));
    assertThat(direct.values()).containsOnly("ok");
  }

  private static Map<String, String> statuses(Path site, String url) throws IOException {
    Path secrets = site.resolve("secrets.env");
    Files.writeString(secrets, "LEDGER='" + url + "'\n");
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(site.resolve("gapwatch.yaml"), CONFIG);
    Ran ran = Ran.gapwatch(site, "check", "--format=json", "--now=2025-11-15T12:00:00Z");
    Map<String, String> statuses = new TreeMap<>();
    for (JsonNode check : new ObjectMapper().readTree(ran.out()).get("checks")) {
      statuses.put(check.get("id").asText(), check.get("status").asText());
    }
    return statuses;
  }
}

package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.redis.RealRedis;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} against a real PostgreSQL and a real Redis, both with passwords. */
class InitIT {
  @Test
  @Timeout(300)
  void addressesWithPasswords(@TempDir Path folder) throws Exception {
    try (PostgresServer postgres = PostgresServer.start();
        RealRedis redis =
            RealRedis.start(
                Files.createDirectory(folder.resolve("redis")), "--requirepass", "top-secret");
        Connection admin = postgres.admin()) {
      Databases.execute(
          admin,
          "CREATE TABLE events AS SELECT i AS id, TIMESTAMPTZ '2026-11-21 00:00:00Z'"
              + " - (1000 - i) * INTERVAL '1 minute' AS created_at FROM generate_series(1, 1000) i",
          "DELETE FROM events WHERE id IN (400, 401)",
          "CREATE TABLE numeric_ids AS SELECT id::numeric(20, 0) AS id, created_at FROM events",
          "CREATE TABLE endless AS SELECT 1 AS id, timestamptz 'infinity' AS created_at",
          "INSERT INTO endless SELECT id, created_at FROM events",
          "REVOKE pg_read_all_data FROM watcher",
          "GRANT SELECT ON events, numeric_ids, endless TO watcher",
          "CREATE TABLE untold (id int, created_at timestamptz)",
          "CREATE TABLE partly (id int, created_at timestamptz)",
          "GRANT SELECT (id) ON partly TO watcher",
          "CREATE SCHEMA closed",
          "CREATE TABLE closed.shelf (id int)",
          "CREATE TABLE hidden AS SELECT * FROM events",
          "ALTER TABLE hidden ENABLE ROW LEVEL SECURITY",
          "GRANT SELECT ON hidden TO watcher",
          "ANALYZE");
      Ran init =
          Ran.gapwatch(
              folder, "init", postgres.url(), "redis://:top-secret@127.0.0.1:" + redis.port());
      String yaml = Files.readString(folder.resolve("gapwatch.yaml"));
      String all = init.out() + init.err() + yaml;
      assertThat(init.code()).as(all).isEqualTo(2);
      assertThat(init.out())
          .contains("not watched: untold: this user may not read it (GRANT SELECT)")
          .contains("not watched: partly: this user may read only some of its columns")
          .contains("not watched: closed.shelf: this user may not use its schema")
          .contains(
              "not watched: hidden: could not be looked at: ", "row-level security", "BYPASSRLS")
          .doesNotContain("not watched: endless");
      assertThat(all).doesNotContain("top-secret", PostgresServer.PASSWORD);
      assertThat(yaml)
          .contains("secrets: {from: file, path: gapwatch.env}")
          .contains("database: {type: postgres, url: \"${secret:DATABASE_URL}\"}")
          .contains("{id: database, type: db-reachable, source: database}")
          .contains("table: events, timestamp: created_at, number: id, dependsOn: database}")
          .contains("table: numeric_ids, timestamp: created_at, number: id")
          .contains("{id: cache, type: redis, source: cache}");
      assertThat(init.out()).contains("CRITICAL events 400-401: 2 rows missing");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("gapwatch.env"))))
          .isEqualTo("rw-------");
      assertThat(Ran.gapwatch(folder, "doctor", "--offline").out()).doesNotContain("in plain text");
    }
  }
}

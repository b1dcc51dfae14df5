package io.gapwatch.agent.bench;

import io.gapwatch.agent.source.sql.SqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A table of another kind than blocks, beside the plain query that asks the same.
 *
 * @param rows a query that makes them
 * @param check the settings of the check, after its id, type and source
 * @param plain the query
 */
record Shape(String name, String rows, String check, String plain) {
  /** After the last row of each. */
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:30Z");

  private static final String BEGIN = "TIMESTAMP '2026-11-01 00:00:00' - ";

  /** A row a minute in each group, groups beside each other as a collector writes them. */
  static Shape groups() {
    return new Shape(
        "1,000 groups, 10 M rows",
        "SELECT 's' || (i % 1000) AS symbol, i // 1000 AS id,"
            + " "
            + BEGIN
            + "INTERVAL 1 MINUTE * (9999 - i // 1000) AS created_at FROM range(10000000) t(i)",
        "table: rows, number: id, timestamp: created_at, by: [symbol], window: 30d, settle: 0s",
        "SELECT * FROM (SELECT symbol, id, lead(id) OVER (PARTITION BY symbol ORDER BY id) AS next"
            + " FROM rows) t WHERE next <> id + 1");
  }

  /** One row an hour. */
  static Shape hours() {
    return new Shape(
        "hours of ten years, 88 k rows",
        "SELECT "
            + BEGIN
            + "INTERVAL 1 HOUR * (87659 - i) AS ts, i AS value FROM range(87660) t(i)",
        "table: rows, timestamp: ts, every: 1h, window: 3650d",
        "SELECT * FROM (SELECT ts, lead(ts) OVER (ORDER BY ts) AS next FROM rows) t"
            + " WHERE next <> ts + INTERVAL 1 HOUR");
  }

  /** The check, and the plain query on the same session. */
  List<Workload> workloads(Shipped shipped) {
    SqlSession session = shipped.session();
    return List.of(
        new Workload(
            name + ": one window query",
            () -> session.query(plain, Duration.ofMinutes(10), row -> row.value(1))),
        shipped.only(name + ": gaps", "gaps"));
  }

  /** Makes the file if it is not there, and opens it. */
  Shipped in(Path folder, int threads) throws IOException, SQLException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name.replaceAll("[ ,]+", "-") + ".duckdb");
    if (!Files.exists(file)) {
      Path draft = folder.resolve("draft.duckdb");
      Files.deleteIfExists(draft);
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + draft);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE rows AS " + rows);
      }
      Files.move(draft, file);
    }
    Path yaml = file.resolveSibling(file.getFileName() + "." + threads + ".yaml");
    Files.writeString(
        yaml,
        """
        version: 1
        state: state
        sources:
          chain: {type: duckdb, url: "%s", threads: %d, memory: %s}
        jobs:
          bench: {schedule: "0 * * * *", checks: [{id: gaps, type: gaps, source: chain, %s}]}
        """
            .formatted(file.getFileName(), threads, Shipped.PLENTY, check));
    return Shipped.open(Objects.requireNonNull(yaml), NOW);
  }
}

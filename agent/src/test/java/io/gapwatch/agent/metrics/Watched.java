package io.gapwatch.agent.metrics;

import io.gapwatch.agent.source.sql.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A job with something healthy, something critical, and something that cannot be found out. */
public final class Watched {
  private Watched() {}

  /** Gives a check of it another name. */
  public static void rename(Path folder, String check, String other) throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file, Files.readString(file).replace("id: " + check + ",", "id: " + other + ","));
  }

  /**
   * Writes it into this folder.
   *
   * @param more sections of the configuration
   */
  public static void configure(Path folder, String more) throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        sources:
          rows: {type: duckdb, url: rows.duckdb}
          gone: {type: duckdb, url: gone.duckdb}
        channels:
          own: {type: command, program: ["/bin/true"]}
        jobs:
          chain:
            schedule: "7 */3 * * *"
            notify: [own]
            checks:
              - {id: blocks, type: gaps, source: rows, table: blocks}
              - {id: holes, type: gaps, source: rows, table: holes}
              - {id: gone, type: staleness, source: gone, table: blocks}
        %s
        """
            .formatted(more));
    Path file = folder.resolve("rows.duckdb");
    if (Files.exists(file)) {
      return;
    }
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:" + file)) {
      Databases.execute(
          writer,
          "CREATE TABLE blocks AS SELECT range + 1000 AS number,"
              + " 1795219200 - 12 * (1000 - range) AS timestamp FROM range(1000)",
          "CREATE TABLE holes AS SELECT * FROM blocks WHERE number NOT IN (1100, 1200, 1201)");
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}

package io.gapwatch.agent.cli;

import io.gapwatch.agent.source.sql.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;

/** A chain with blocks that are well, blocks with holes, no blocks, and no file. */
abstract class ChainInstallation {
  final Path folder;

  ChainInstallation(Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  final void configure() throws IOException, SQLException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        sources:
          ethereum: {type: duckdb, url: chain.duckdb}
          gone: {type: duckdb, url: gone.duckdb}
        jobs:
          chain:
            schedule: "0 */3 * * *"
            checks:
              - {id: blocks, type: gaps, source: ethereum, table: blocks, chain: ethereum}
              - {id: holes, type: gaps, source: ethereum, table: holes, chain: ethereum}
              - {id: empty, type: gaps, source: ethereum, table: empty, chain: ethereum}
              - {id: freshness, type: staleness, source: ethereum, table: blocks, chain: ethereum}
              - {id: gone, type: staleness, source: gone, table: blocks, chain: ethereum}
        """);
    // The last block is four minutes old.
    long begin = Ran.NOW.getEpochSecond() - 240 - 12 * 999;
    try (Connection writer =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("chain.duckdb"))) {
      Databases.execute(
          writer,
          "CREATE TABLE blocks AS SELECT range + 1000 AS number, %d + 12 * range AS timestamp FROM range(1000)"
              .formatted(begin - Math.floorMod(begin - 1_606_824_023, 12)),
          "CREATE TABLE holes AS SELECT * FROM blocks WHERE number NOT IN (1100, 1200, 1201)",
          "CREATE TABLE empty AS SELECT * FROM blocks LIMIT 0");
    }
  }

  final Ran gapwatch(String... arguments) {
    return Ran.gapwatch(folder, arguments);
  }
}

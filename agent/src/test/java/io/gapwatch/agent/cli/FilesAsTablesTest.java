package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are read as tables, with the memory that a source has by default. */
class FilesAsTablesTest {
  private final OwnTables tables;

  FilesAsTablesTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  /** DuckDB takes 32 MB for each reading of JSON or of a compressed file, however small it is. */
  @ParameterizedTest
  @CsvSource({
    "rows.jsonl, json",
    "rows.json, json",
    "rows.jsonl.gz, json",
    "rows.csv, csv",
    "rows.csv.gz, csv",
    "rows.csv.zst, csv",
    "rows.parquet, parquet"
  })
  void smallFilesAreReadWithLittleMemory(String name, String format) throws Exception {
    tables.execute(
        "COPY (SELECT i AS number, TIMESTAMP '2026-11-21 10:00:00' + INTERVAL 1 MINUTE * i AS"
            + " timestamp, 'a' AS g FROM range(50) t(i) WHERE i <> 7) TO '"
            + tables.folder().resolve(name)
            + "' (FORMAT "
            + format
            + ")");
    Files.writeString(
        tables.folder().resolve("gapwatch.yaml"),
        """
        version: 1
        sources: {e: {type: duckdb, url: %s}}
        jobs:
          chain:
            schedule: "7 */3 * * *"
            checks:
              - {id: numbers, type: gaps, source: e, table: rows}
              - {id: minutes, type: gaps, source: e, table: rows, every: 1m}
              - {id: groups, type: gaps, source: e, table: rows, by: [g]}
              - {id: fresh, type: staleness, source: e, table: rows, critical: 2h}
        """
            .formatted(name));
    Ran check = tables.check("2026-11-21T10:55:00Z");
    assertThat(check.code()).as(check.out()).isEqualTo(1);
    assertThat(check.out()).contains("1 row missing in 1 range", "newest row is 6m old");
  }
}

package io.gapwatch.agent.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Freshness, duplicates and missing numbers of one file, asked by Soda Core and by us: {@code
 * scripts/bench soda [--quick]}.
 */
final class SodaBench {
  private static final int ROUNDS = 11;

  private static final String OURS =
      """
      version: 1
      state: state
      sources:
        bench: {type: duckdb, url: blocks.duckdb}
      jobs:
        chain:
          schedule: "0 */3 * * *"
          checks:
            - {id: freshness, type: staleness, source: bench, table: blocks, critical: 1h}
            - {id: numbers, type: gaps, source: bench, table: blocks, settle: 0s}
      """;

  private static final String SOURCE =
      """
      data_source bench:
        type: duckdb
        path: %s
        read_only: true
      """;

  private static final String CHECKS =
      """
      checks for blocks:
        - freshness(timestamp) < 1h
        - duplicate_count(number) = 0
      """;

  private static final String COUNTED =
      """
        - absent = 0:
            absent query: SELECT max(number) - min(number) + 1 - count(DISTINCT number) FROM blocks
      """;

  private static final String LISTED =
      """
        - failed rows:
            name: absent
            fail query: |
              SELECT before + 1 AS first, number - 1 AS last FROM (
                SELECT number, lag(number) OVER (ORDER BY number) AS before FROM blocks) s
              WHERE number > before + 1
      """;

  private final Path folder;

  private SodaBench(Path folder) {
    this.folder = folder;
  }

  /**
   * Arguments: a folder to work in, the document, our launcher, Python, the program {@code soda},
   * the folder of the scripts, a line that tells versions, and {@code --quick} or nothing.
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    SodaBench bench = new SodaBench(Files.createDirectories(Path.of(args[0]).toAbsolutePath()));
    boolean quick = List.of(args).contains("--quick");
    ColdRounds rounds =
        new ColdRounds(
            System.out,
            new ColdProcess(
                Path.of(args[3]), Path.of(args[5]).resolve("measure.py"), bench.folder));
    List<Contender> all =
        List.of(
            bench.soda("Soda Core, missing numbers counted", args[4], "counted", COUNTED),
            bench.soda("Soda Core, missing numbers listed", args[4], "listed", LISTED),
            bench.gapwatch(args[2]));
    String text =
        Machine.describe(args[6])
            + "\n\n"
            + ColdRounds.table(
                rounds.measure(bench::refresh, all, quick ? 3 : ROUNDS), "the first's");
    System.out.println(text);
    if (!quick) {
      new Document(Path.of(args[1])).replace("soda", text);
    }
  }

  /** A year of rows up to now, in the format of DuckDB 1.0, which Soda Core brings. */
  private void refresh() throws IOException, SQLException {
    Path file = folder.resolve("blocks.duckdb");
    Files.deleteIfExists(file);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '" + file + "' AS f (STORAGE_VERSION 'v1.0.0')");
      statement.execute(
          ("CREATE TABLE f.blocks AS SELECT 20000000 + i AS number,"
                  + " make_timestamp((%d - 12 * (%d - i)) * 1000000) AS timestamp"
                  + " FROM range(%2$d) t(i)")
              .formatted(Clock.systemUTC().instant().getEpochSecond(), BlockFile.SLOTS_PER_YEAR));
    }
  }

  private Contender soda(String name, String program, String file, String missing)
      throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("source.yml"), SOURCE.formatted(folder.resolve("blocks.duckdb")));
    Path checks = Files.writeString(folder.resolve(file + ".yml"), CHECKS + missing);
    // Its telemetry is turned off in a file of the home folder.
    Path home = folder.resolve("home");
    Path its = Files.createDirectories(home.resolve(".soda"));
    Files.writeString(its.resolve("config.yml"), "send_anonymous_usage_stats: false\n");
    return new Contender(
        name,
        List.of(program, "scan", "-d", "bench", "-c", source.toString(), checks.toString()),
        Map.of("HOME", home.toString()),
        Optional.empty());
  }

  private Contender gapwatch(String launcher) throws IOException {
    Path config = Files.writeString(folder.resolve("gapwatch.yaml"), OURS);
    return new Contender(
        "gapwatch check",
        List.of(launcher, "check", "--config", config.toString()),
        Map.of(),
        Optional.empty());
  }
}

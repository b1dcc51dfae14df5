package io.gapwatch.agent.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A DuckDB file of blocks as Ethereum would have written them, made by rule and so the same each
 * time: a slot every 12 s, or less, 3 of 1,000 missed, numbers without a hole.
 *
 * @param slotSeconds the length of a slot
 * @param window how far back the checks look; it cuts off a little at both ends of the file
 */
record BlockFile(String name, Lie lie, long slots, int slotSeconds, Duration window) {
  /** How the rows lie in the file. */
  enum Lie {
    SORTED,
    /** Twelve ranges were lost, and filled in later at the end of the table. */
    BACK_FILLED,
    SHUFFLED
  }

  /** 365.25 days of 12 s. */
  static final long SLOTS_PER_YEAR = 2_629_800;

  private static final Instant GENESIS = Instant.ofEpochSecond(1_606_824_023);
  private static final int SLOT_SECONDS = 12;
  private static final long FIRST_NUMBER = 15_537_394;
  private static final int BACK_FILLS = 12;
  private static final int BACK_FILL_ROWS = 2_500;

  static BlockFile years(int years, Lie lie) {
    String name = years + (years == 1 ? " year, " : " years, ") + words(lie);
    return new BlockFile(
        name, lie, years * SLOTS_PER_YEAR, SLOT_SECONDS, Duration.ofDays(365L * years));
  }

  /** 38 years, so that a little more than 100 million rows lie in the window. */
  static BlockFile hundredMillion() {
    return new BlockFile(
        "100 M rows, sorted", Lie.SORTED, 101_000_000, SLOT_SECONDS, Duration.ofDays(14_000));
  }

  /** 95 years of slots of 3 s, of which a little more than a billion rows lie in the window. */
  static BlockFile billion() {
    return new BlockFile(
        "1,000 M rows, sorted", Lie.SORTED, 1_005_000_000L, 3, Duration.ofDays(34_875));
  }

  /** The same file as it was 3 hours ago. */
  BlockFile threeHoursAgo() {
    long then = slots - Duration.ofHours(3).toSeconds() / slotSeconds;
    return new BlockFile(name + ", 3 h ago", lie, then, slotSeconds, window);
  }

  private static String words(Lie lie) {
    return switch (lie) {
      case SORTED -> "sorted";
      case BACK_FILLED -> "12 ranges backfilled";
      case SHUFFLED -> "shuffled";
    };
  }

  /** A moment at which the newest block is fresh. */
  Instant now() {
    return GENESIS.plusSeconds(slots * slotSeconds);
  }

  /** The file in this folder, made if it is not there yet. */
  Path in(Path folder) throws IOException, SQLException {
    Path file = folder.resolve(name.replaceAll("[ ,]+", "-") + ".duckdb");
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Path draft = folder.resolve("draft.duckdb");
      Files.deleteIfExists(draft);
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + draft);
          Statement statement = connection.createStatement()) {
        for (String sql : statements(folder)) {
          statement.execute(sql);
        }
      }
      Files.move(draft, file);
    }
    return file;
  }

  /** This file, made by appending what is new to one of 3 hours ago. */
  void append(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO blocks SELECT * FROM ("
              + blocks()
              + ") WHERE number > (SELECT max(number) FROM blocks)");
    }
  }

  private List<String> statements(Path folder) {
    List<String> all = new ArrayList<>();
    all.add("SET temp_directory = '" + folder.resolve("draft.tmp") + "'");
    all.add("CREATE TABLE blocks (number BIGINT, timestamp TIMESTAMP)");
    switch (lie) {
      case SORTED -> all.add("INSERT INTO blocks " + blocks());
      case SHUFFLED -> all.add("INSERT INTO blocks " + blocks() + " ORDER BY hash(number)");
      case BACK_FILLED -> {
        all.add("INSERT INTO blocks SELECT * FROM (" + blocks() + ") WHERE NOT (" + lost() + ")");
        backFills()
            .forEach(
                range ->
                    all.add("INSERT INTO blocks SELECT * FROM (" + blocks() + ") WHERE " + range));
      }
    }
    all.add("CHECKPOINT");
    return all;
  }

  private String blocks() {
    return ("SELECT %d + row_number() OVER () AS number,"
            + " make_timestamp((%d + %d * slot) * 1000000) AS timestamp"
            + " FROM range(%d) s(slot) WHERE hash(slot) %% 1000 >= 3")
        .formatted(FIRST_NUMBER, GENESIS.getEpochSecond(), slotSeconds, slots);
  }

  private String lost() {
    return String.join(" OR ", backFills());
  }

  private List<String> backFills() {
    List<String> ranges = new ArrayList<>();
    for (int i = 1; i <= BACK_FILLS; i++) {
      long first = FIRST_NUMBER + slots / (BACK_FILLS + 2) * i;
      ranges.add("number BETWEEN " + first + " AND " + (first + BACK_FILL_ROWS - 1));
    }
    return ranges;
  }
}

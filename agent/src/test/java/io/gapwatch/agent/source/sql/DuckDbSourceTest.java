package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbSourceTest extends DuckDbFolder {
  private final Path file;

  DuckDbSourceTest(@TempDir Path folder) {
    super(folder);
    this.file = folder.resolve("chain.duckdb");
  }

  @BeforeEach
  void fill() throws SQLException {
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:" + file)) {
      Databases.execute(writer, "CREATE TABLE numbers AS SELECT range AS n FROM range(3)");
    }
  }

  @Test
  void readsAndSaysWhatAnswered() {
    try (SqlSession session = open(file)) {
      assertThat(numbers(session, "SELECT n FROM numbers")).containsExactly(0L, 1L, 2L);
      assertThat(session.columns("numbers")).containsExactly(new SqlSession.Column("n", "BIGINT"));
      assertThat(session.answeredBy()).matches("DuckDB v\\d+\\.\\d+\\.\\d+, " + file);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM numbers",
        "CREATE TABLE more (n INTEGER)",
        "INSERT INTO numbers VALUES (4)",
        "DROP TABLE numbers"
      })
  void refusesToWrite(String sql) {
    try (SqlSession session = open(file)) {
      SourceUnavailableException refused = unavailable(() -> numbers(session, sql));
      assertThat(refused).hasMessageContaining("read-only");
      assertThat(numbers(session, "SELECT count(*) FROM numbers")).containsExactly(3L);
    }
  }

  /** Times without a zone are UTC's, wherever the machine is. */
  @ParameterizedTest
  @ValueSource(strings = {"chain.duckdb", "times.csv"})
  void answersTheSameInEveryZone(String name) throws IOException {
    Files.writeString(folder.resolve("times.csv"), "ts\n2026-11-20T12:00:00\n");
    try (SqlSession session = open(folder.resolve(name))) {
      assertThat(session.list("SELECT current_setting('TimeZone')", TIMEOUT, row -> row.text(1)))
          .containsExactly("UTC");
    }
  }

  /** DuckDB opens a file once for each process. */
  @Test
  void anotherSourceOfTheSameFileNeedsTheSameSettings() {
    DuckDbConnection other =
        DuckDbConnection.file(file, folder.resolve("tmp"), Map.of("memory_limit", "200MB"));
    try (SqlSession first = open(file)) {
      assertThat(numbers(first, "SELECT count(*) FROM numbers")).containsExactly(3L);
      SourceUnavailableException e =
          unavailable(() -> new DuckDbSource("other", other).open(TIMEOUT));
      assertThat(e.remedy()).contains("give both the same url, memory and threads");
    }
  }

  @Test
  void aLinkIsAnotherNameOfTheSameFile() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.duckdb"), file);
    Path further = Files.createDirectory(folder.resolve("further")).resolve("l.duckdb");
    Files.createSymbolicLink(further, link);
    try (SqlSession first = open(file);
        SqlSession second = open(link)) {
      assertThat(numbers(first, "SELECT count(*) FROM numbers")).containsExactly(3L);
      assertThat(numbers(second, "SELECT count(*) FROM numbers")).containsExactly(3L);
      // Its views would look into another folder, and one process has one setting for a file.
      assertThat(unavailable(() -> open(further)).remedy())
          .contains("another source has this file open", "give both the same url");
    }
    try (SqlSession alone = open(further)) {
      assertThat(numbers(alone, "SELECT count(*) FROM numbers")).containsExactly(3L);
      assertThat(alone.answeredBy()).endsWith(further.toString());
    }
  }

  @Test
  void whatWasNotYetFoldedInIsBesideTheFileAndNotBesideItsLink() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("copy")).resolve("c.duckdb");
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:" + file)) {
      Databases.execute(writer, "CHECKPOINT", "INSERT INTO numbers VALUES (3)");
      Files.copy(file, copy);
      Files.copy(folder.resolve("chain.duckdb.wal"), copy.resolveSibling("c.duckdb.wal"));
    }
    Path link = Files.createSymbolicLink(folder.resolve("link.duckdb"), copy);
    try (SqlSession session = open(link)) {
      assertThat(numbers(session, "SELECT count(*) FROM numbers")).containsExactly(4L);
    }
  }

  @Test
  void viewOverFilesGivesTheSameFromAnyFolder() throws IOException, SQLException {
    // The tests' own folder is another one.
    Files.createDirectory(folder.resolve("data"));
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:" + file)) {
      Databases.execute(
          writer,
          "COPY (SELECT 7 AS n) TO '" + folder.resolve("data/blocks.parquet") + "'",
          "SET file_search_path = '" + folder + "'",
          "CREATE VIEW all_files AS SELECT * FROM 'data/*.parquet'",
          "CREATE VIEW one_file AS SELECT * FROM read_parquet('data/blocks.parquet')");
    }
    try (SqlSession session = open(file)) {
      assertThat(numbers(session, "SELECT n FROM all_files")).containsExactly(7L);
      assertThat(numbers(session, "SELECT n FROM one_file")).containsExactly(7L);
      assertThat(numbers(session, "SELECT n FROM read_parquet('data/*.parquet')"))
          .containsExactly(7L);
      assertThat(unavailable(() -> numbers(session, "SELECT n FROM 'none/*.parquet'")).remedy())
          .contains("relative to the folder of the database file");
    }
  }

  /** A comma begins the next folder of those where DuckDB looks. */
  @Test
  void aCommaInTheFolderKeepsAViewFromItsFilesAndIsTold() throws Exception {
    Path comma = folder.resolve("a,b");
    Files.createDirectories(comma.resolve("data"));
    Path database = comma.resolve("x.duckdb");
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:" + database)) {
      Databases.execute(
          writer,
          "COPY (SELECT 7 AS n) TO '" + comma.resolve("data/blocks.parquet") + "'",
          "CREATE VIEW whole AS SELECT * FROM '" + comma.resolve("data/*.parquet") + "'");
    }
    try (SqlSession session = open(database)) {
      assertThat(numbers(session, "SELECT n FROM whole")).containsExactly(7L);
      assertThat(unavailable(() -> numbers(session, "SELECT n FROM 'data/*.parquet'")).remedy())
          .contains("has a comma", "the whole path of its files, or rename the folder");
    }
    try (SqlSession session = open(comma.resolve("data/*.parquet"))) {
      assertThat(numbers(session, "SELECT n FROM data")).containsExactly(7L);
    }
  }

  @Test
  void walThatDoesNotFit() throws IOException, SQLException {
    Path other = folder.resolve("other.duckdb");
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:" + other)) {
      Databases.execute(
          writer, "CREATE TABLE t (n INTEGER)", "CHECKPOINT", "INSERT INTO t VALUES (1)");
      Files.copy(folder.resolve("other.duckdb.wal"), folder.resolve("chain.duckdb.wal"));
    }
    SourceUnavailableException e = unavailable(() -> open(file));
    assertThat(e).hasMessageContaining("WAL");
    assertThat(e.remedy()).as(e.getMessage()).contains("which folds it in");
  }

  @Test
  void damagedFileThatBeginsWell() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
    Path damaged = Files.write(folder.resolve("damaged.duckdb"), bytes);
    assertThat(unavailable(() -> open(damaged))).hasMessageStartingWith("chain: could not open ");
  }

  @Test
  void emptyFileHoldsNothing() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.duckdb"));
    ThrowingCallable ask =
        () -> {
          try (SqlSession session = open(empty)) {
            session.columns("numbers");
          }
        };
    assertThat(unavailable(ask)).hasMessageStartingWith("chain: could not ");
    assertThat(empty).isEmptyFile();
  }

  @Test
  @Timeout(300)
  void busyFile() throws IOException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DuckDbWriter.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(writer.inputReader().readLine()).isEqualTo("ready");
      SourceUnavailableException busy = unavailable(() -> open(file));
      assertThat(busy).hasMessageContaining("Could not set lock on file");
      assertThat(busy.remedy()).contains("another process has the file open for writing");
    } finally {
      writer.getOutputStream().close();
      assertThat(writer.onExit().join().exitValue()).isZero();
    }
    try (SqlSession session = open(file)) {
      assertThat(numbers(session, "SELECT count(*) FROM numbers")).containsExactly(3L);
    }
  }

  @Test
  @Timeout(300)
  void slowStatementIsInterrupted() {
    try (SqlSession session = open(file)) {
      SourceUnavailableException slow =
          unavailable(
              () ->
                  session.query(
                      "SELECT count(*) FROM range(1000000) a, range(100000) b WHERE a.range <>"
                          + " b.range",
                      Duration.ofSeconds(1),
                      row -> {}));
      assertThat(slow).hasMessageEndingWith(": interrupted after 1s");
      assertThat(slow.remedy()).contains("raise timeout");
      assertThat(numbers(session, "SELECT 7")).containsExactly(7L);
    }
  }

  @Test
  @Timeout(300)
  void endlessAnswerIsInterrupted() {
    try (SqlSession session = open(file)) {
      long[] rows = {0};
      SourceUnavailableException slow =
          unavailable(
              () ->
                  session.query(
                      "SELECT a.range FROM range(10000000) a, range(100000) b",
                      // A busy machine, too, must come to its first row.
                      Duration.ofSeconds(10),
                      row -> rows[0]++));
      assertThat(rows[0]).isPositive();
      assertThat(slow.remedy()).contains("raise timeout");
      assertThat(numbers(session, "SELECT 7")).containsExactly(7L);
    }
  }

  @Test
  void twoSessionsReadAtOnce() {
    try (SqlSession other = open(file)) {
      try (SqlSession one = open(file)) {
        assertThat(numbers(one, "SELECT n FROM numbers"))
            .isEqualTo(numbers(other, "SELECT n FROM numbers"));
      }
      assertThat(numbers(other, "SELECT count(*) FROM numbers")).containsExactly(3L);
    }
  }

  @Test
  void missingTableAndColumnAreNamed() {
    try (SqlSession session = open(file)) {
      assertThat(unavailable(() -> session.columns("nowhere")))
          .hasMessageContaining("could not read table nowhere")
          .hasMessageContaining("does not exist");
      SourceUnavailableException column =
          unavailable(() -> numbers(session, "SELECT height FROM numbers"));
      assertThat(column).hasMessageContaining("height");
      assertThat(column.remedy()).contains("check the column name");
    }
  }

  @Test
  void scratchFolderThatCannotBeMade() throws IOException {
    Path occupied = Files.createFile(folder.resolve("state"));
    DuckDbConnection settings = DuckDbConnection.file(file, occupied.resolve("duckdb"), Map.of());
    assertThatThrownBy(() -> new DuckDbSource("chain", settings).open(TIMEOUT))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("could not create the folder");
  }
}

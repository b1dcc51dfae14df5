package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbSourceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Path folder;
  private final Path file;

  DuckDbSourceTest(@TempDir Path folder) {
    this.folder = folder;
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
  void missingFileIsNotCreated() {
    Path missing = folder.resolve("missing.duckdb");
    SourceUnavailableException e = unavailable(() -> open(missing));
    assertThat(e).hasMessage("chain: DuckDB file not found: " + missing);
    assertThat(e.remedy()).contains("url of source chain");
    assertThat(missing).doesNotExist();
  }

  @Test
  void folderIsNoFile() {
    SourceUnavailableException e = unavailable(() -> open(folder));
    assertThat(e).hasMessage("chain: " + folder + " is a folder, not a DuckDB file");
    assertThat(e.remedy()).isEqualTo("check the url of source chain");
  }

  @ParameterizedTest
  @CsvSource({
    "blocks, PAR1 and so on, is a Parquet file, give blocks an ending such as .csv",
    "notes, hello, is text, check the url of source chain",
    "chain.db, SQLite format 3, is an SQLite database, check the url of source chain",
    "corrupt.duckdb, 'garbage\u0000garbage', is something else, restore it from a backup",
    "blocks.gz, '\u001f\u008b', is a compressed file, check the url of source chain",
    "book.xlsx, 'PK\u0003\u0004\u0014\u0000', is a spreadsheet, save the sheet as CSV",
    "book.xls, '\u00d0\u00cf\u0011\u00e0\u00a1', is a spreadsheet, save the sheet as CSV",
    "some.zip, 'PK\u0003\u0004\u0014\u0000', is a ZIP archive, check the url of source chain",
  })
  void anotherKindOfFileIsToldByItsName(String name, String content, String what, String remedy)
      throws IOException {
    Path other = Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1);
    SourceUnavailableException e = unavailable(() -> open(other));
    assertThat(e).hasMessage("chain: " + other + " " + what + ", not a DuckDB file");
    assertThat(e.remedy()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource({
    "blocks.csv, blocks.csv, blocks",
    "blocks.parquet, blocks.parquet, blocks",
    "blocks.jsonl, blocks.jsonl, blocks",
    "my-blocks.2026.csv.gz, my-blocks.2026.csv.gz, my-blocks_2026",
    "blocks-1.parquet, blocks-*.parquet, blocks",
    "it's.csv, it's.csv, it's"
  })
  void otherFilesAreTables(String name, String url, String table) throws Exception {
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:")) {
      Databases.execute(
          writer,
          "COPY (SELECT 7 AS n, TIMESTAMP '2026-11-21 00:00:00' AS timestamp) TO '"
              + folder.resolve(name).toString().replace("'", "''")
              + (name.endsWith("jsonl") ? "' (FORMAT json)" : "'"));
    }
    try (SqlSession session = open(folder.resolve(url))) {
      assertThat(numbers(session, "SELECT n FROM " + Dialect.quote(table))).containsExactly(7L);
      assertThat(session.columns(table)).hasSize(2);
      assertThat(unavailable(() -> session.columns("nowhere")).remedy())
          .isEqualTo("these data are read as the table " + table + ": give its name");
    }
  }

  @Test
  void otherFilesThatAreNotThereAreTold() throws IOException {
    Path missing = folder.resolve("none.csv");
    assertThat(unavailable(() -> open(missing))).hasMessage("chain: file not found: " + missing);
    assertThat(unavailable(() -> open(folder.resolve("none-*.csv"))))
        .hasMessage("chain: no file matches " + folder.resolve("none-*.csv"));
    Path broken = Files.writeString(folder.resolve("broken.parquet"), "PAR1 and no more");
    assertThat(unavailable(() -> open(broken)))
        .hasMessageContaining("could not open " + broken)
        .hasMessageNotContaining("Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "empty.csv, '', 'empty, without the names of columns', check what writes it",
    "empty.parquet, '', empty, check what writes it",
    "empty.csv.gz, '', 'empty, without the names of columns', check what writes it",
    "broken.parquet, no Parquet at all, 'text, not a Parquet file', written to its end",
    "book.csv, 'PK\u0003\u0004\u0014\u0000xl/', 'a spreadsheet, not a CSV file', save the sheet as"
        + " CSV",
    "excel.csv, '\u00ff\u00fei\u0000d\u0000', 'text in UTF-16, not a CSV file', save it in UTF-8",
    "plain.csv.gz, 'id,name', 'text, not a compressed file', check what writes it",
    "rows.json, 'PAR1\u0000', 'a Parquet file, not JSON', check what writes it",
  })
  void whatANameDoesNotSayIsTold(String name, String content, String what, String remedy)
      throws IOException {
    Path other = Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1);
    SourceUnavailableException e = unavailable(() -> open(other));
    assertThat(e).hasMessage("chain: " + other + " is " + what);
    assertThat(e.remedy()).contains(remedy);
  }

  @Test
  @Timeout(60)
  void pipeIsNotOpened() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(unavailable(() -> open(pipe)))
        .hasMessage("chain: " + pipe + " is not a regular file, so not a DuckDB file");
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
  @Timeout(60)
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
  @Timeout(60)
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
  @Timeout(60)
  void endlessAnswerIsInterrupted() {
    try (SqlSession session = open(file)) {
      long[] rows = {0};
      SourceUnavailableException slow =
          unavailable(
              () ->
                  session.query(
                      "SELECT a.range FROM range(10000000) a, range(100000) b",
                      Duration.ofSeconds(1),
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

  private SqlSession open(Path path) {
    return new DuckDbSource(
            "chain", DuckDbOptions.connection(path.toString(), folder, Optional.empty()))
        .open(TIMEOUT);
  }

  private static List<Long> numbers(SqlSession session, String sql) {
    List<Long> numbers = new ArrayList<>();
    session.query(sql, TIMEOUT, row -> numbers.add(row.number(1)));
    return numbers;
  }

  private static SourceUnavailableException unavailable(ThrowingCallable call) {
    SourceUnavailableException thrown =
        catchThrowableOfType(SourceUnavailableException.class, call);
    assertThat(thrown).isNotNull();
    return thrown;
  }
}

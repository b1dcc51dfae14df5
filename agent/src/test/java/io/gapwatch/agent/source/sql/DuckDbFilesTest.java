package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no databases: read as tables where they can be, told by what they are else. */
class DuckDbFilesTest extends DuckDbFolder {
  DuckDbFilesTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void missingFileIsNotCreated() {
    Path missing = folder.resolve("missing.duckdb");
    SourceUnavailableException e = unavailable(() -> open(missing));
    assertThat(e).hasMessage("chain: DuckDB file not found: " + missing);
    assertThat(e.remedy()).contains("url of source chain");
    assertThat(missing).doesNotExist();
  }

  /** Root may enter every folder; a name that is too long is as unknown to it. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "csv"})
  void whatCannotBeLookedAtIsNotMissing(String ending) {
    Path hidden = folder.resolve("x".repeat(300) + "." + ending);
    assertThat(unavailable(() -> open(hidden)))
        .hasMessage("chain: whether there is " + hidden + " could not be found out");
  }

  @Test
  void aSemicolonIsNamed() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("a;b")).resolve("chain.duckdb");
    assertThat(unavailable(() -> open(Files.createFile(odd))))
        .hasMessage("chain: DuckDB's driver cannot open a path with a semicolon: " + odd);
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
    "it's.csv, it's.csv, it's",
    "[x]/blocks-1.csv, [x]/blocks-*.csv, blocks",
    "a*b?/blocks-1.parquet, a*b?/blocks-?.parquet, blocks",
    "[x]/blocks.csv, [x]/blocks.csv, blocks",
    "blocks [1].parquet, blocks [1].parquet, blocks"
  })
  void otherFilesAreTables(String name, String url, String table) throws Exception {
    Files.createDirectories(folder.resolve(name).getParent());
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

  @Test
  void aFileThatWasCutOrIsNoJsonIsToldWithWhatMendsIt() throws IOException {
    Path cut = Files.writeString(folder.resolve("cut.parquet"), "PAR1" + "\u0000".repeat(99));
    assertThat(unavailable(() -> open(cut)).remedy())
        .contains("cut off, or is still being written", "rename");
    Path json = Files.writeString(folder.resolve("rows.json"), "[{\"id\": 1}, {\"id\": nonsense}]");
    assertThat(unavailable(() -> open(json)).remedy()).contains("no JSON there");
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
}

package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table or its file that is another one than that of the last sweep, under the same name. */
class ExchangedTest {
  private static final String ROWS =
      "SELECT n AS id, TIMESTAMP '2026-11-20 00:00:00' + INTERVAL (n) MINUTE AS ts FROM range(%s)"
          + " t(n)";

  private final OwnTables tables;

  ExchangedTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  @BeforeEach
  void sweep() throws Exception {
    tables.execute("CREATE TABLE a AS " + ROWS.formatted("0, 600"));
    tables.configure("type: gaps, table: a, sweep: 7d, interval: off, order: off");
    assertThat(tables.run("2026-11-20T10:10:00Z").code()).isZero();
    tables.execute("INSERT INTO a " + ROWS.formatted("600, 605"));
    assertThat(tables.run("2026-11-20T10:20:00Z").out())
        .containsPattern("\\(\\d read now, the rest 10m ago\\)");
  }

  /** As many rows, the same first and last one, but a hole in between. */
  @ParameterizedTest
  @ValueSource(strings = {"moved over it", "copied over it"})
  void fileOfTheSameName(String how) throws Exception {
    Path other = tables.folder().resolve("other.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + other);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE a AS " + ROWS.formatted("0, 605"));
      statement.execute("DELETE FROM a WHERE id BETWEEN 200 AND 209");
      statement.execute("INSERT INTO a " + ROWS.formatted("210, 220"));
    }
    exchange(other, how);
    Ran run = tables.run("2026-11-20T10:30:00Z");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("CRITICAL a 200-209: ", "Read whole: the table or its file is another one");
  }

  private void exchange(Path other, String how) throws Exception {
    Path file = tables.folder().resolve("t.duckdb");
    if (how.equals("moved over it")) {
      CopyOption[] replacing = {StandardCopyOption.REPLACE_EXISTING};
      Files.move(other, file, replacing);
    } else {
      Files.write(file, Files.readAllBytes(other));
    }
  }

  @Test
  void wholeFileOfTheSameNameIsWell() throws Exception {
    Path other = tables.folder().resolve("other.duckdb");
    Files.copy(tables.folder().resolve("t.duckdb"), other);
    exchange(other, "moved over it");
    Ran run = tables.run("2026-11-20T10:30:00Z");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Read whole: ").doesNotContain("the rest");
    assertThat(tables.run("2026-11-20T10:40:00Z").out())
        .contains(" read now, the rest 10m ago)")
        .doesNotContain("Read whole");
  }

  @Test
  void fileWithOtherTablesIsUnknown() throws Exception {
    Path other = tables.folder().resolve("other.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + other);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE b AS " + ROWS.formatted("0, 605"));
    }
    exchange(other, "moved over it");
    Ran run = tables.run("2026-11-20T10:30:00Z");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).doesNotContain("✅");
  }

  @Test
  void rowsThatAreGoneFromTheMiddleAreFoundAtOnce() throws Exception {
    tables.execute("DELETE FROM a WHERE id BETWEEN 200 AND 209");
    Ran run = tables.run("2026-11-20T10:30:00Z");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("CRITICAL a 200-209: ", "Read whole: 10 of the rows that were read before are");
  }

  /** Rows that do not match are no proof that those that do are there still. */
  @Test
  void rowsThatAreGoneOfThoseThatMatchAreFoundAtOnce() throws Exception {
    tables.execute("ALTER TABLE a ADD COLUMN of VARCHAR", "UPDATE a SET of = 'one'");
    tables.execute("INSERT INTO a SELECT id, ts, 'two' FROM a");
    tables.configure("type: gaps, table: a, sweep: 7d, where: \"of = 'one'\"");
    assertThat(tables.run("2026-11-20T10:30:00Z").code()).isZero();
    assertThat(tables.run("2026-11-20T10:40:00Z").out()).contains("the rest 10m ago");
    tables.execute("DELETE FROM a WHERE of = 'one' AND id BETWEEN 200 AND 209");
    assertThat(tables.run("2026-11-20T10:50:00Z").out())
        .contains("CRITICAL a 200-209: ", "Read whole: 10 of the rows that were read before are");
  }

  @Test
  void rowsThatCameTwiceAreFoundAtOnce() throws Exception {
    tables.execute("INSERT INTO a FROM a WHERE id BETWEEN 200 AND 209");
    Ran run = tables.run("2026-11-20T10:30:00Z");
    assertThat(run.out())
        .contains(
            "WARNING a: duplicates: 10 ",
            "Read whole: 10 rows more than before among those that were read");
  }

  /** What was swept stood in a history that is gone. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100, 4096})
  void damagedHistoryIsNoPast(int bytes) throws Exception {
    tables.execute("UPDATE a SET id = 300 WHERE id = 200");
    Path history = tables.folder().resolve("state/history.db");
    assertThat(history).exists();
    byte[] all = Files.readAllBytes(history);
    Files.write(history, java.util.Arrays.copyOf(all, bytes));
    Files.deleteIfExists(tables.folder().resolve("state/history.db-wal"));
    Ran run = tables.run("2026-11-20T10:30:00Z");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("CRITICAL a 200: ").doesNotContain("the rest", "✅ HEALTH");
  }
}

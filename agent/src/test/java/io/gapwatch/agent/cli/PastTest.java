package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one run leaves for the next, and for checks by hand. */
class PastTest {
  private static final String GAPS = "type: gaps, table: blocks, chain: ethereum, sweep: 1d%s";
  private static final String VALUE =
      "type: sql, query: SELECT depth FROM queue, warning: 10, clear: 5";

  private final OwnTables tables;

  PastTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  @BeforeEach
  void writeDatabase() throws SQLException {
    tables.execute(
        "CREATE TABLE blocks AS SELECT n AS number,"
            + " TIMESTAMP '2026-11-20 23:00:11' + INTERVAL (12 * n) SECOND AS timestamp"
            + " FROM range(250) t(n)",
        "CREATE TABLE queue (depth INTEGER)",
        "INSERT INTO queue VALUES (11)");
  }

  @Test
  void checkByHandSeesWhatARunLeft() throws Exception {
    tables.configure(GAPS.formatted(""));
    assertThat(tables.gapwatch("check").out()).contains("Blocks checked: 250\n");
    assertThat(tables.gapwatch("run", "chain", "--now", "2026-11-20T23:59:00Z").code()).isZero();
    Ran check = tables.gapwatch("check");
    assertThat(check.code()).isZero();
    assertThat(check.out())
        .containsPattern("Blocks checked: 250 \\(\\d+ read now, the rest 60s ago\\)");
  }

  @Test
  void otherSettingsOrAnotherDatabaseHaveAnotherPast() throws Exception {
    tables.configure(GAPS.formatted(""));
    tables.gapwatch("run", "chain", "--now", "2026-11-20T23:59:00Z");
    tables.configure(GAPS.formatted(", list: 5"));
    assertThat(tables.gapwatch("check").out()).contains("Blocks checked: 250\n");
    tables.configure(GAPS.formatted(""));
    Files.copy(tables.folder().resolve("t.duckdb"), tables.folder().resolve("other.duckdb"));
    Path file = tables.folder().resolve("gapwatch.yaml");
    Files.writeString(file, Files.readString(file).replace("t.duckdb", "other.duckdb"));
    assertThat(tables.gapwatch("check").out()).contains("Blocks checked: 250\n");
  }

  @Test
  void incidentStaysOpenUntilTheLimitForRecoveryIsMet() throws Exception {
    tables.configure(VALUE);
    assertThat(tables.gapwatch("check").out()).contains("WARNING value: 11 (limit 10)");
    tables.gapwatch("run", "chain", "--now", "2026-11-20T21:07:00Z");
    tables.execute("UPDATE queue SET depth = 7");
    assertThat(tables.gapwatch("check").out()).contains("WARNING value: 7 (limit 5 to resolve)");
    assertThat(tables.gapwatch("run", "chain", "--now", "2026-11-20T22:07:00Z").code())
        .isEqualTo(1);
    tables.execute("UPDATE queue SET depth = 5");
    assertThat(tables.gapwatch("run", "chain", "--now", "2026-11-20T23:07:00Z").code()).isZero();
    assertThat(tables.gapwatch("run", "chain", "--now", "2026-11-20T23:37:00Z").code()).isZero();
    tables.execute("UPDATE queue SET depth = 7");
    assertThat(tables.gapwatch("check").code()).as("nothing is open any more").isZero();
  }
}

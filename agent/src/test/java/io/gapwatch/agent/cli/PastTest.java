package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one run leaves for the next, and for checks by hand. */
class PastTest {
  private static final String GAPS =
      "{id: blocks, type: gaps, source: chain, table: blocks, sweep: 1d%s}";
  private static final String VALUE =
      "{id: depth, type: sql, source: chain, query: SELECT depth FROM queue, warning: 10, clear: 5}";

  private final Path folder;

  PastTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeDatabase() throws SQLException {
    execute(
        "CREATE TABLE blocks AS SELECT n AS number,"
            + " TIMESTAMP '2026-11-20 23:00:11' + INTERVAL (12 * n) SECOND AS timestamp"
            + " FROM range(250) t(n)",
        "CREATE TABLE queue (depth INTEGER)",
        "INSERT INTO queue VALUES (11)");
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("chain.duckdb"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void configure(String check) throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        state: state
        sources:
          chain: {type: duckdb, url: chain.duckdb}
        jobs:
          chain:
            schedule: "7 * * * *"
            checks:
              - %s
        """
            .formatted(check));
  }

  private Ran gapwatch(String... arguments) {
    return Ran.gapwatch(folder, arguments);
  }

  @Test
  void checkByHandSeesWhatARunLeft() throws Exception {
    configure(GAPS.formatted(""));
    assertThat(gapwatch("check").out()).contains("Blocks checked: 250\n");
    assertThat(gapwatch("run", "chain", "--now", "2026-11-20T23:59:00Z").code()).isZero();
    Ran check = gapwatch("check");
    assertThat(check.code()).isZero();
    assertThat(check.out())
        .containsPattern("Blocks checked: 250 \\(\\d+ read now, the rest 60s ago\\)");
  }

  @Test
  void otherSettingsOrAnotherDatabaseHaveAnotherPast() throws Exception {
    configure(GAPS.formatted(""));
    gapwatch("run", "chain", "--now", "2026-11-20T23:59:00Z");
    configure(GAPS.formatted(", list: 5"));
    assertThat(gapwatch("check").out()).contains("Blocks checked: 250\n");
    configure(GAPS.formatted(""));
    Files.copy(folder.resolve("chain.duckdb"), folder.resolve("other.duckdb"));
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(file, Files.readString(file).replace("chain.duckdb", "other.duckdb"));
    assertThat(gapwatch("check").out()).contains("Blocks checked: 250\n");
  }

  @Test
  void incidentStaysOpenUntilTheLimitForRecoveryIsMet() throws Exception {
    configure(VALUE);
    assertThat(gapwatch("check").out()).contains("WARNING value: 11 (limit 10)");
    gapwatch("run", "chain", "--now", "2026-11-20T21:07:00Z");
    execute("UPDATE queue SET depth = 7");
    assertThat(gapwatch("check").out()).contains("WARNING value: 7 (limit clear 5)");
    assertThat(gapwatch("run", "chain", "--now", "2026-11-20T22:07:00Z").code()).isEqualTo(1);
    execute("UPDATE queue SET depth = 5");
    assertThat(gapwatch("run", "chain", "--now", "2026-11-20T23:07:00Z").code()).isZero();
    assertThat(gapwatch("run", "chain", "--now", "2026-11-20T23:37:00Z").code()).isZero();
    execute("UPDATE queue SET depth = 7");
    assertThat(gapwatch("check").code()).as("nothing is open any more").isZero();
  }
}

package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Ping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and the dead-man's switch are told when a hole is out of sight, but not filled. */
class ProofTest extends Installation {
  private static final String CHECK =
      "{id: blocks, type: gaps, source: ethereum, table: blocks, row: block, window: 10d, grace: 0s"
          + "%s}";
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  ProofTest(@TempDir Path folder) {
    super(folder);
  }

  @BeforeEach
  void aHole() throws Exception {
    execute(
        "DROP TABLE blocks",
        "CREATE TABLE blocks AS SELECT n AS number,"
            + " TIMESTAMP '2026-11-12 12:00:00' + INTERVAL (n) MINUTE AS timestamp"
            + " FROM range(11500) t(n)",
        "DELETE FROM blocks WHERE number BETWEEN 500 AND 509");
    configure("");
    run(NOW);
    assertThat(lastMessage()).contains("CRITICAL blocks 500-509: 10 blocks missing");
  }

  @Test
  void aLargerHoleIsNoRecovery() throws Exception {
    execute("DELETE FROM blocks WHERE number < 520");
    for (int hour = 1; hour < 5; hour++) {
      run(NOW.plus(Duration.ofHours(hour)));
    }
    assertThat(told()).doesNotContain("resolved", "RECOVERED", "✅");
    assertThat(gapwatch("incidents").out()).contains("blocks: blocks 500-509");
    assertThat(lastPing()).isEqualTo(Ping.Signal.FAIL);
  }

  @Test
  void whatIsFilteredAwayIsClosed() throws Exception {
    configure(", where: number > 600");
    Ran run = run(NOW.plus(Duration.ofHours(1)));
    assertThat(run.out())
        .contains(
            "closed, no longer looked at: its check or source was changed: blocks: blocks 500-509")
        .doesNotContain("✅ HEALTH");
    assertThat(run.code()).isEqualTo(2);
    assertThat(lastMessage())
        .contains("closed blocks 500-509: no longer looked at: its check or source was changed")
        .contains("was critical for");
    assertThat(told()).doesNotContain("resolved", "RECOVERED", "✅");
    assertThat(lastPing()).isEqualTo(Ping.Signal.FAIL);
    assertThat(phone.cancelled()).as("nothing is cancelled").isEmpty();

    assertThat(run(NOW.plus(Duration.ofHours(2))).code()).isZero();
    assertThat(gapwatch("incidents", "list", "--since", "30d").out())
        .contains("closed: no longer looked at: its check or source was changed");
  }

  @Test
  void whatLeavesTheWindowIsClosed() throws Exception {
    Ran run = run(NOW.plus(Duration.ofDays(3)));
    assertThat(run.out()).contains("closed, no longer looked at: it left what its check looks at");
    assertThat(told()).doesNotContain("resolved", "RECOVERED", "✅");
    assertThat(lastPing()).isEqualTo(Ping.Signal.FAIL);
  }

  @Test
  void anotherSourceIsNoRecovery() throws Exception {
    Files.copy(folder.resolve("chain.duckdb"), folder.resolve("whole.duckdb"));
    executeIn(
        "whole.duckdb",
        "INSERT INTO blocks SELECT n, TIMESTAMP '2026-11-12 12:00:00' + INTERVAL (n) MINUTE"
            + " FROM range(500, 510) t(n)");
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(file, Files.readString(file).replace("chain.duckdb", "whole.duckdb"));
    run(NOW.plus(Duration.ofHours(1)));
    assertThat(lastMessage()).contains("its check or source was changed");
    assertThat(told()).doesNotContain("resolved", "RECOVERED", "✅");
  }

  @Test
  void whatIsFilledIsResolvedAndSaysWhenItWillBe() throws Exception {
    execute(
        "INSERT INTO blocks SELECT n, TIMESTAMP '2026-11-12 12:00:00' + INTERVAL (n) MINUTE"
            + " FROM range(500, 510) t(n)");
    Ran first = run(NOW.plus(Duration.ofHours(1)));
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains(
            "✅ HEALTH CHECK PASSED",
            "1 incident not seen this time, still open: resolved by one more good run");
    assertThat(gapwatch("report", "chain").out())
        .contains("1 incident not seen this time, still open: resolved by one more good run");
    Ran second = run(NOW.plus(Duration.ofHours(2)));
    assertThat(second.out()).doesNotContain("still open");
    assertThat(lastMessage()).contains("resolved blocks 500-509: was critical for");
    assertThat(phone.cancelled()).hasSize(1);
  }

  @Test
  void aYoungRangeIsPending() throws Exception {
    execute("DELETE FROM blocks WHERE number BETWEEN 11480 AND 11489");
    replaceGrace();
    assertThat(gapwatch("check", "--now", "2026-11-20T11:40:00Z").out())
        .contains("pending until 2026-11-20 11:50 UTC: it may be filled by itself")
        .contains("→ nothing yet; later: ");
  }

  private void replaceGrace() throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(file, Files.readString(file).replace("grace: 0s", "grace: 20m"));
  }

  private Ran run(Instant now) {
    return gapwatch("run", "chain", "--now", now.toString());
  }

  private void configure(String more) throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    String text = Files.readString(file);
    Files.writeString(
        file, text.substring(0, text.indexOf("- {id:")) + "- " + CHECK.formatted(more) + "\n");
  }

  private void execute(String... statements) throws SQLException {
    executeIn("chain.duckdb", statements);
  }

  private void executeIn(String name, String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(name));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String lastMessage() {
    return phone.messages().get(phone.messages().size() - 1).message();
  }

  /** All that people read, titles included. */
  private String told() {
    StringBuilder all = new StringBuilder();
    phone.messages().forEach(one -> all.append(one.title()).append('\n').append(one.message()));
    return all.toString();
  }

  private Ping.Signal lastPing() {
    return deadMan.pings(check).get(deadMan.pings(check).size() - 1).signal();
  }
}

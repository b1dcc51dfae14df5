package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was in a table must stay there, however far apart runs are. */
class LostRowsAcrossPausesTest {
  private final Path folder;
  private final OwnTables tables;

  LostRowsAcrossPausesTest(@TempDir Path folder) {
    this.folder = folder;
    this.tables = new OwnTables(folder);
  }

  /** What is remembered of the beginning has left the window; where runs saw it end has not. */
  @ParameterizedTest
  @ValueSource(strings = {"", ", sweep: 7d"})
  void lossDuringALongPauseIsTold(String sweep) throws Exception {
    tables.execute(
        "CREATE TABLE a AS SELECT i AS id, TIMESTAMP '2026-11-01 00:00:00' + to_hours(i::INTEGER)"
            + " AS created_at FROM range(24, 960) t(i)");
    tables.configure("type: gaps, table: a, window: 10d, future: off" + sweep);
    for (int day = 11; day < 15; day++) {
      assertThat(tables.run("2026-11-%dT00:30:00Z".formatted(day)).out()).contains("✅");
    }
    tables.execute("DELETE FROM a WHERE id < 300");
    assertThat(tables.run("2026-11-20T00:30:00Z").out())
        .contains("CRITICAL a beginning: rows begin only 6d 12h ago, at 300; 60 numbers before it");
    assertThat(tables.run("2026-11-23T12:05:00Z").out())
        .as("the last of them would have left the window")
        .doesNotContain("CRITICAL");
  }

  /** The window begins long before the table does, or where the lost rows were. */
  @ParameterizedTest
  @ValueSource(strings = {"", ", sweep: 7d", ", window: 10d", ", window: 8d, sweep: 7d"})
  void lossIsNotForgottenAfterAFewRuns(String more) throws Exception {
    tables.execute(
        "CREATE TABLE a AS SELECT i AS id, TIMESTAMP '2026-11-15 00:00:00' + to_minutes(30 * i)"
            + " AS created_at FROM range(1, 420) t(i)");
    tables.configure("type: gaps, table: a, future: off" + more);
    Instant start = Instant.parse("2026-11-23T08:10:00Z");
    for (int hour = 0; hour < 3; hour++) {
      assertThat(tables.run(start.plusSeconds(3600L * hour).toString()).code()).isZero();
    }
    tables.execute("DELETE FROM a WHERE id < 300");
    for (int hour = 3; hour < 20; hour++) {
      String now = start.plusSeconds(3600L * hour).toString();
      assertThat(tables.run(now).out()).as(now).contains("CRITICAL a beginning: rows begin only ");
    }
  }

  /** Half a day goes by between runs, and with it half a day of the window. */
  @ParameterizedTest
  @ValueSource(strings = {"", ", sweep: 3d"})
  void theBeginningOfTheWindowIsRememberedBetweenSeldomRuns(String sweep) throws Exception {
    tables.execute(
        "CREATE TABLE a AS SELECT i AS id, TIMESTAMP '2026-11-17 22:00:00' + to_minutes(30 * i)"
            + " AS created_at FROM range(0, 300) t(i)");
    tables.configure("type: gaps, table: a, future: off, window: 3d" + sweep);
    assertThat(tables.run("2026-11-20T22:00:00Z").code()).isZero();
    assertThat(tables.run("2026-11-21T10:00:00Z").out()).doesNotContain("CRITICAL a");
    tables.execute("DELETE FROM a WHERE created_at < TIMESTAMP '2026-11-19 06:00:00'");
    assertThat(tables.run("2026-11-21T22:00:00Z").out())
        .contains("CRITICAL a beginning: rows begin only ");
  }

  /** Half of the window goes by until the second run of all, with or without one by hand before. */
  @ParameterizedTest
  @ValueSource(strings = {"", ", sweep: 3d", ", by: [symbol]", ", every: 10m"})
  void aDailyJobRemembersFromItsFirstRunOn(String more) throws Exception {
    for (boolean byHand : new boolean[] {false, true}) {
      OwnTables own = new OwnTables(Files.createDirectory(folder.resolve("by-hand-" + byHand)));
      own.execute(
          "CREATE TABLE a AS SELECT i AS id, 'x' AS symbol, TIMESTAMP '2026-11-18 17:30:00'"
              + " + to_minutes(10 * i) AS created_at FROM range(0, 544) t(i)");
      own.configure("5 12 * * *", "type: gaps, table: a, future: off, window: 2d" + more);
      if (byHand) {
        assertThat(own.run("2026-11-21T12:01:00Z").out()).contains("✅");
      }
      assertThat(own.run("2026-11-21T12:05:00Z").toString()).contains("✅");
      own.execute("DELETE FROM a WHERE created_at < TIMESTAMP '2026-11-21 06:00:00'");
      assertThat(own.run("2026-11-22T12:05:00Z").out())
          .as("by hand before: " + byHand)
          .contains("CRITICAL a ");
    }
  }
}

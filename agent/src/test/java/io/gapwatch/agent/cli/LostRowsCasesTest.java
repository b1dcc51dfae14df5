package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was in a table must stay there; what leaves the window, or is deleted on purpose, may go.
 */
class LostRowsCasesTest {
  /** The newest block, 24,000,000, is at 2026-11-21T11:59:59Z, at the beginning of a slot. */
  private static final String WHOLE =
      "SELECT (24000000 - i)::BIGINT AS number, (1795262399 - 12 * i)::BIGINT AS timestamp"
          + " FROM range(50000) t(i)";

  private final OwnTables tables;

  LostRowsCasesTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", sweep: 7d"})
  void whatWasThereStaysThere(String sweep) throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE);
    tables.configure("type: gaps, chain: ethereum, table: blocks" + sweep);
    assertThat(tables.run("2026-11-21T12:01:00Z").code()).isZero();
    tables.execute("DELETE FROM blocks WHERE number < 23999000");
    for (String now : new String[] {"2026-11-21T12:02:00Z", "2026-11-21T15:02:00Z"}) {
      Ran after = tables.run(now);
      assertThat(after.code()).as("still critical at the next run").isEqualTo(1);
      assertThat(after.out())
          .contains(
              "❌ rows that were there are gone; ",
              "CRITICAL blocks beginning: rows begin only ",
              "at 23999000; 48,999 numbers before it were there");
    }
    tables.execute("DELETE FROM blocks", "INSERT INTO blocks " + WHOLE);
    assertThat(tables.run("2026-11-21T18:02:00Z").out()).doesNotContain("rows begin only");
  }

  /** Whoever reads that they were there looks for who deleted them. */
  @ParameterizedTest
  @ValueSource(strings = {"created_at - INTERVAL 400 DAY", "NULL"})
  void whatWasMissingBeforeIsNotToldAsThere(String time) throws Exception {
    tables.execute(
        "CREATE TABLE a AS SELECT i AS id, TIMESTAMP '2026-11-22 00:00:00' + to_minutes(i::INTEGER)"
            + " AS created_at FROM range(1, 600) t(i)",
        "DELETE FROM a WHERE id BETWEEN 10 AND 13");
    tables.configure("type: gaps, table: a");
    tables.run("2026-11-22T10:10:00Z");
    tables.execute("UPDATE a SET created_at = " + time + " WHERE id < 14");
    assertThat(tables.run("2026-11-22T10:12:00Z").out())
        .contains("4 numbers before it are gone, or were missing before");
  }

  @Test
  void oneNumberWasThere() throws Exception {
    tables.execute(
        "CREATE TABLE a AS SELECT i AS id, TIMESTAMP '2026-11-22 00:00:00' + to_minutes(i::INTEGER)"
            + " AS created_at FROM range(1, 600) t(i)");
    tables.configure("type: gaps, table: a");
    tables.run("2026-11-22T10:10:00Z");
    tables.execute("DELETE FROM a WHERE id = 1");
    assertThat(tables.run("2026-11-22T10:12:00Z").out()).contains("1 number before it was there");
  }

  /** They are in the table, and so not lost, but no row of the window any more. */
  @ParameterizedTest
  @ValueSource(strings = {"", ", sweep: 7d", ", first: 1"})
  void rowsWhoseTimeIsSetBeforeTheWindowAreTold(String more) throws Exception {
    tables.execute(
        "CREATE TABLE a AS SELECT i AS id, TIMESTAMP '2026-11-15 00:00:00' + to_hours(i::INTEGER)"
            + " AS created_at FROM range(1, 193) t(i)");
    tables.configure("type: gaps, table: a" + more);
    assertThat(tables.run("2026-11-23T00:10:00Z").code()).isZero();
    tables.execute("UPDATE a SET created_at = TIMESTAMP '1970-01-01' WHERE id < 100");
    for (String now : new String[] {"2026-11-23T01:10:00Z", "2026-11-23T02:10:00Z"}) {
      assertThat(tables.run(now).out())
          .contains("93 rows, none missing, but 99 rows are older than")
          .contains("WARNING a: order of times: 99 rows are older than");
    }
    tables.execute(
        "UPDATE a SET created_at = TIMESTAMP '2026-11-15 00:00:00' + to_hours(id::INTEGER)");
    assertThat(tables.run("2026-11-23T03:10:00Z").out()).contains("✅ 192 rows, none missing");
  }

  @Test
  void tableThatIsNotHealthyIsReadWholeUntilItIsAgain() throws Exception {
    String rows = "SELECT i AS id, TIMESTAMP '2026-11-20 00:00:00' + to_hours(i::INTEGER) AS ts";
    tables.execute("CREATE TABLE a AS " + rows + " FROM range(0, 81) t(i)");
    tables.configure("type: gaps, table: a, future: off, sweep: 7d");
    assertThat(tables.run("2026-11-23T08:10:00Z").code()).isZero();
    tables.execute(
        "DELETE FROM a WHERE id BETWEEN 30 AND 40",
        "INSERT INTO a " + rows + " FROM range(81, 84) t(i)",
        "INSERT INTO a " + rows + " FROM range(86, 88) t(i)");
    assertThat(tables.run("2026-11-23T16:10:00Z").out()).contains("CRITICAL a 84-85: ");
    assertThat(tables.run("2026-11-23T17:10:00Z").out()).contains("CRITICAL a 30-40: ");
    tables.execute("INSERT INTO a " + rows + " FROM range(84, 86) t(i)");
    assertThat(tables.run("2026-11-23T17:20:00Z").out()).contains("CRITICAL a 30-40: ");
  }

  @Test
  void rowsThatLeaveTheWindowOrAreDeletedOnPurposeAreNoLoss() throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE);
    tables.configure("type: gaps, chain: ethereum, table: blocks, retention: 1d");
    assertThat(tables.run("2026-11-21T12:01:00Z").code()).isZero();
    tables.execute("DELETE FROM blocks WHERE timestamp < 1795262399 - 86400");
    assertThat(tables.run("2026-11-21T12:02:00Z").code()).isZero();
    tables.configure("type: gaps, chain: ethereum, table: blocks, window: 12h");
    assertThat(tables.run("2026-11-21T12:03:00Z").code()).isZero();
    assertThat(tables.run("2026-11-21T12:23:00Z").code()).isZero();
  }

  @Test
  void fullWindowThatShrinksIsSeen() throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE);
    tables.configure("type: gaps, chain: ethereum, table: blocks, window: 5d");
    assertThat(tables.run("2026-11-21T12:01:00Z").code()).isZero();
    tables.execute("DELETE FROM blocks WHERE number < 23990000");
    assertThat(tables.run("2026-11-21T15:01:00Z").out())
        .containsPattern(
            "rows begin only 1d .*, at 23990000; 1\\d,\\d{3} numbers before it were there");
  }

  /** One row a day, or a week: nothing was deleted, the first one only left the window. */
  @ParameterizedTest
  @CsvSource({"1, 4d", "1, 30d", "7, 365d", "7, 30d"})
  void sparseTableThatIsWholeLosesNothing(int days, String window) throws Exception {
    tables.execute(
        "CREATE TABLE r AS SELECT i AS number, TIMESTAMP '2026-12-04 00:00:00'"
            + " - to_days((%d * (400 - i))::INTEGER) AS timestamp FROM range(401) t(i)"
                .formatted(days));
    tables.configure("type: gaps, table: r, future: off, window: " + window);
    for (int hour = 0; hour < 200; hour += 9) {
      String now = Instant.parse("2026-11-24T01:00:00Z").plusSeconds(3600L * hour).toString();
      assertThat(tables.run(now).out()).as(now).contains("none missing").doesNotContain("CRITICAL");
    }
  }

  @Test
  void rowsAtTheEndsThatOnlyLackATimeAreNotLost() throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE);
    tables.configure("type: gaps, chain: ethereum, table: blocks");
    assertThat(tables.run("2026-11-21T12:01:00Z").code()).isZero();
    tables.execute(
        "UPDATE blocks SET timestamp = NULL WHERE number > 23999990 OR number < 23950005");
    Ran after = tables.run("2026-11-21T12:02:00Z");
    assertThat(after.out())
        .contains("WARNING blocks: rows without time")
        .doesNotContain("CRITICAL");
  }

  @Test
  void gapsListsWhatIsLostAtBothEnds() throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE);
    tables.configure("type: gaps, chain: ethereum, table: blocks");
    assertThat(tables.run("2026-11-21T12:01:00Z").code()).isZero();
    tables.execute(
        "DELETE FROM blocks WHERE number < 23999000 OR number > 23999980 OR number = 23999500",
        "INSERT INTO blocks VALUES (23998990, NULL)");
    assertThat(tables.gaps("csv", "2026-11-21T12:02:00Z").out())
        .containsPattern(
            """
            first,last,count,after,before
            \\d{8},23998989,\\d+,,
            23998991,23998999,9,,
            23999500,23999500,1,2026-11-21T\\S+Z
            23999981,2399999\\d,\\d+,,
            """);
    tables.configure("type: gaps, chain: ethereum, table: blocks, first: 23998000");
    assertThat(tables.gaps("csv", "2026-11-21T12:02:00Z").out())
        .contains("\n23998000,23998989,990,,\n");
  }

  /** A wrong number was never the end of rows without a hole, and is not told as if it had been. */
  @Test
  void wrongNumberThatWasRemovedIsToldAsSuch() throws Exception {
    tables.execute(
        "CREATE TABLE blocks AS " + WHOLE, "INSERT INTO blocks VALUES (99000000, 1795262399)");
    tables.configure("type: gaps, table: blocks");
    tables.run("2026-11-21T12:03:00Z");
    tables.execute("DELETE FROM blocks WHERE number = 99000000");
    for (String now : new String[] {"2026-11-21T12:04:00Z", "2026-11-21T12:05:00Z"}) {
      assertThat(tables.run(now).out())
          .contains(
              "CRITICAL blocks end: rows end at 24000000; 75,000,000 numbers after it are gone, up"
                  + " to 74,999,999 of which were missing before",
              "numbers that were wrong and are gone are left out with where");
    }
    tables.configure("type: gaps, table: blocks, where: number < 99000000");
    assertThat(tables.run("2026-11-21T12:06:00Z").out()).doesNotContain("CRITICAL");
  }

  @Test
  void tableThatWasMadeAnewWithSmallerNumbersIsSeen() throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE);
    tables.configure("type: gaps, chain: ethereum, table: blocks");
    assertThat(tables.run("2026-11-21T12:01:00Z").code()).isZero();
    tables.execute("UPDATE blocks SET number = number - 10000000");
    for (String now : new String[] {"2026-11-21T12:02:00Z", "2026-11-21T12:03:00Z"}) {
      assertThat(tables.run(now).out())
          .containsPattern(
              "CRITICAL blocks end: rows end at \\d+; 9,999,9\\d\\d numbers after it were there");
    }
  }

  @Test
  void gapsListsWhatGroupsLackAndThenWhatTheyHaveLost() throws Exception {
    tables.execute(
        "CREATE TABLE p AS SELECT i AS id, s AS symbol, TIMESTAMP '2026-11-20 00:00:00' +"
            + " to_minutes(i::INTEGER) AS ts FROM range(1, 101) t(i), (VALUES ('BTC'), ('O, ''x'),"
            + " (NULL)) v(s)");
    tables.configure("type: gaps, table: p, by: [symbol]");
    assertThat(tables.run("2026-11-21T12:01:00Z").code()).isZero();
    tables.execute(
        "DELETE FROM p WHERE symbol <> 'BTC' OR id > 90 OR id = 50",
        "INSERT INTO p VALUES (7, 'O, ''x', TIMESTAMP '2020-01-01 00:00:00')");
    assertThat(tables.gaps("csv", "2026-11-21T12:02:00Z").out())
        .isEqualTo(
            """
            symbol,first,last,count
            BTC,50,50,1
            NULL,50,50,1
            "O, 'x",1,6,6
            "O, 'x",8,100,93
            BTC,91,100,10
            NULL,91,100,10
            """);
  }
}

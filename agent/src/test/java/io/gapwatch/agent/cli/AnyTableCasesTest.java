package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of strangers that an earlier release got wrong: silent over loss, or loud over none. */
class AnyTableCasesTest {
  /** The newest block, 24,000,000, is at 2026-11-21T11:59:59Z, at the beginning of a slot. */
  private static final String WHOLE =
      "SELECT (24000000 - i)::BIGINT AS number, (1795262399 - 12 * i)::BIGINT AS timestamp"
          + " FROM range(50000) t(i)";

  private final OwnTables tables;

  AnyTableCasesTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  @Test
  void stalenessNeedsNoNumber() throws Exception {
    tables.execute(
        "CREATE TABLE payments AS SELECT 7 AS amount, TIMESTAMP '2026-11-21 11:00:00' AS"
            + " created_at");
    tables.configure("type: staleness, table: payments, timestamp: created_at, critical: 1d");
    Ran check = tables.check("2026-11-21T12:00:00Z");
    assertThat(check.code()).isZero();
    assertThat(check.out()).contains("newest row is 1h old").doesNotContain("Latest block");
  }

  @ParameterizedTest
  @CsvSource({
    "number = 23999990, 1000, 1",
    "number > 23999995, 1000, 5",
    "number % 1000 = 0, 1000000, 50",
    "number <= 23960000, 1000000000, 10000"
  })
  void rowsInAnotherUnitAreReadAndTold(String which, long factor, long rows) throws Exception {
    tables.execute(
        "CREATE TABLE mixed AS SELECT number,"
            + " CASE WHEN %s THEN timestamp * %d ELSE timestamp END AS timestamp FROM (%s)"
                .formatted(which, factor, WHOLE)
            + " WHERE number NOT BETWEEN 23970001 AND 23970300");
    tables.configure("type: gaps, chain: ethereum, table: mixed");
    Ran check = tables.check("2026-11-21T12:10:00Z");
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out())
        .contains("❌ 300 blocks missing in 1 range")
        .contains("CRITICAL mixed 23970001-23970300: 300 blocks missing")
        .contains(
            "WARNING mixed: units of time: %s time in another unit than the others"
                .formatted(
                    rows == 1
                        ? "1 row has its"
                        : String.format(Locale.ROOT, "%,d rows have their", rows)));
    tables.configure("type: staleness, table: mixed");
    assertThat(tables.check("2026-11-21T12:00:00Z").out())
        .contains("newest row is 1s old", "WARNING mixed: units of time");
  }

  @Test
  void statedUnitIsNotGuessed() throws Exception {
    // One minute after 1970 in milliseconds would pass for seconds of the year 1970.
    tables.execute(
        "CREATE TABLE early AS SELECT i AS number, 12000 * i AS timestamp FROM range(10) t(i)");
    tables.configure(
        "type: gaps, chain: ethereum, table: early, unit: ms, genesis: 1970-01-01T00:00:00Z,"
            + " window: 1d, settle: 0s");
    Ran check = tables.check("1970-01-01T00:02:00Z");
    assertThat(check.out()).contains("✅ 10 blocks, none missing, 0 missed slots");
    assertThat(check.code()).isZero();
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
            "rows begin only 1d .*, at 23990000; 2\\d,\\d{3} numbers before it were there");
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
  void limitIsThatOfAllMissingNumbersHoweverManyAreListed() throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE, "DELETE FROM blocks WHERE number % 70 = 0");
    for (String list : new String[] {"1000", "3"}) {
      tables.configure(
          "type: gaps, chain: ethereum, table: blocks, grace: 0s, missing: {critical: 5}, list: "
              + list);
      assertThat(tables.check("2026-11-21T12:01:00Z").code()).isEqualTo(1);
      tables.configure(
          "type: gaps, chain: ethereum, table: blocks, grace: 0s, missing: {critical: 5000}, list: "
              + list);
      assertThat(tables.check("2026-11-21T12:01:00Z").code()).isZero();
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

  @Test
  void endIsWatchedWithFirstAsWell() throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE);
    tables.configure("type: gaps, chain: ethereum, table: blocks, first: 23950001");
    assertThat(tables.run("2026-11-21T12:01:00Z").code()).isZero();
    tables.execute("DELETE FROM blocks WHERE number > 23999000");
    assertThat(tables.run("2026-11-21T12:02:00Z").out())
        .contains("990 numbers after it were there");
  }

  @ParameterizedTest
  @CsvSource({
    "gaps, 'where: \"number < 0\"', no row of table t matches where (10 rows do not)",
    "staleness, 'where: \"number < 0\"', no row of table t matches where (10 rows do not)",
    "staleness, 'timestamp: never', 'table t has 10 rows, but none has a time in \"never\"'"
  })
  void eachReasonHasItsOwnWords(String type, String setting, String reason) throws Exception {
    tables.execute(
        "CREATE TABLE t AS SELECT i AS number, 1795262399 - i AS timestamp, NULL::TIMESTAMP AS"
            + " never FROM range(10) r(i)");
    tables.configure("type: " + type + ", table: t, " + setting);
    assertThat(tables.check("2026-11-21T12:01:00Z").out())
        .contains("could not be checked: " + reason);
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

  @ParameterizedTest
  @CsvSource({
    "23950001, 0",
    "23950000, 1",
    "2026-11-14T13:20:11Z, 0",
    "2026-11-14T13:20:10Z, 1",
    "2026-11-20T00:00:00Z, 0",
    "window, 1"
  })
  void firstSaysWhatMustBeThere(String first, int code) throws Exception {
    tables.execute("CREATE TABLE blocks AS " + WHOLE);
    tables.configure("type: gaps, chain: ethereum, table: blocks, first: \"" + first + '"');
    Ran check = tables.check("2026-11-21T12:01:00Z");
    assertThat(check.code()).as(check.out()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+ 432000", "- 432000000", "NULL"})
  void rowThatIsThereIsNotMissing(String shift) throws Exception {
    String time = "1795262399 - 12 * i";
    tables.execute(
        "CREATE TABLE ins AS SELECT (24000000 - i)::BIGINT AS number, make_timestamp(1000000 *"
            + " CASE WHEN i = 45000 THEN %s ELSE %s END) AS created_at FROM range(50000) t(i)"
                .formatted(shift.equals("NULL") ? "NULL" : "(" + time + " " + shift + ")", time));
    tables.configure("type: gaps, table: ins, row: block, window: 4d, first: window");
    Ran check = tables.check("2026-11-21T12:00:00Z");
    assertThat(check.out()).doesNotContain("missing in").doesNotContain("CRITICAL");
    assertThat(tables.gaps("table", "2026-11-21T12:00:00Z").err()).contains("0 missing ranges");
  }

  @Test
  void partOfARangeThatIsElsewhereIsTakenOut() throws Exception {
    tables.execute(
        "CREATE TABLE blocks AS " + WHOLE,
        "DELETE FROM blocks WHERE number BETWEEN 23990000 AND 23990009",
        "INSERT INTO blocks VALUES (23990003, 5), (23990004, 5), (23990009, 5)");
    tables.configure("type: gaps, chain: ethereum, table: blocks, unit: s");
    Ran check = tables.check("2026-11-21T12:01:00Z");
    assertThat(check.out())
        .contains("7 blocks missing in 2 ranges")
        .contains("blocks 23990000-23990002: 3 blocks missing")
        .contains("blocks 23990005-23990008: 4 blocks missing")
        .contains("order of times: 3 rows are older");
    assertThat(tables.gaps("csv", "2026-11-21T12:01:00Z").out())
        .contains("23990000,23990002,3,", "23990005,23990008,4,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DECIMAL(20,0)", "HUGEINT", "UBIGINT", "USMALLINT", "INTEGER", "NUMERIC(5,0)"})
  void wholeNumbersOfAnyType(String type) throws Exception {
    tables.execute(
        "CREATE TABLE t AS SELECT i::%s AS id, DATE '2026-11-01' + i::INTEGER AS day"
                .formatted(type)
            + " FROM range(20) r(i) WHERE i <> 7");
    tables.configure("type: gaps, table: t, number: id, timestamp: day, settle: 0s");
    Ran check = tables.check("2026-11-21T00:00:00Z");
    assertThat(check.out()).contains("CRITICAL t 7: 1 row missing");
  }

  @Test
  void typeThatCannotBeUsedNamesThoseThatCan() throws Exception {
    tables.execute(
        "CREATE TABLE t AS SELECT 1.5 AS id, TIMESTAMP '2026-11-20 00:00:00' AS timestamp");
    tables.configure("type: gaps, table: t, number: id");
    assertThat(tables.check("2026-11-21T00:00:00Z").out())
        .contains("expected whole numbers", "(an integer, NUMERIC(n, 0))");
  }

  @ParameterizedTest
  @CsvSource({
    "chain=1) or (1=1, 2",
    "(chain=1, 2",
    "chain = 'a, 2",
    "chain = 1; select 1, 2",
    "(chain = 1 or chain in (2)) and name <> 'a) or (b', 0"
  })
  void conditionStaysInsideItsParentheses(String where, int code) throws Exception {
    tables.configure("type: gaps, table: t, where: \"" + where + '"');
    assertThat(tables.gapwatch("config", "check").code()).isEqualTo(code);
  }
}

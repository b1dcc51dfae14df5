package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

  /** The number of an invoice is no number; it ended in an internal error. */
  @ParameterizedTest
  @ValueSource(strings = {"'R-2026-7'", "uuid()", "'NaN'::DOUBLE", "[7]", "TRUE", "{'a': 7}"})
  void columnCalledNumberMayHaveAnything(String value) throws Exception {
    tables.execute(
        "CREATE TABLE invoices AS SELECT %s AS number, TIMESTAMP '2026-11-21 11:00:00' AS at"
            .formatted(value));
    tables.configure("type: staleness, table: invoices, critical: 1d");
    Ran check = tables.check("2026-11-21T12:00:00Z");
    assertThat(check.code()).isZero();
    assertThat(check.out()).contains("newest row is 1h old").doesNotContain("Latest number");
  }

  @Test
  void columnThatIsNamedToBeShownHasNumbers() throws Exception {
    tables.execute(
        "CREATE TABLE prices AS SELECT 'BTC' AS symbol, TIMESTAMP '2026-11-21 11:00:00' AS at");
    tables.configure("type: staleness, table: prices, number: symbol, critical: 1d");
    Ran check = tables.check("2026-11-21T12:00:00Z");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out())
        .contains("column symbol of table prices is VARCHAR, expected numbers")
        .contains("leave number out of the check, which only shows it");
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
        "CREATE TABLE t AS SELECT 1.5::DOUBLE AS id, TIMESTAMP '2026-11-20 00:00:00' AS timestamp");
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

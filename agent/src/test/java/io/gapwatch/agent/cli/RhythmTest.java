package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose rows have a rhythm and no numbers. */
class RhythmTest {
  private static final String NOW = "2026-11-21T00:05:00Z";

  private final OwnTables tables;

  RhythmTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  /** Hours from 2026-11-01T00Z to 2026-11-20T23Z. */
  private void hours(String type, String missing) throws Exception {
    tables.execute(
        "CREATE TABLE metrics AS SELECT %s AS ts, i AS value FROM range(480) t(i) WHERE NOT (%s)"
            .formatted(
                type.formatted("(TIMESTAMP '2026-11-01 00:00:00' + to_hours(i::INTEGER))"),
                missing));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%s", "%s::TIMESTAMP_S", "%s::TIMESTAMP_NS", "epoch_ms(%s)", "epoch(%s)::BIGINT"})
  void hoursWithoutARow(String type) throws Exception {
    hours(type, "i IN (100, 101, 102, 300)");
    tables.configure("type: gaps, table: metrics, timestamp: ts, every: 1h");
    Ran check = tables.check(NOW);
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out())
        .contains("❌ 4 hours missing in 2 ranges")
        .contains("Rows checked: 476", "Rhythm: every 1h, clock of UTC")
        .contains("Range: 2026-11-01 00:00Z to 2026-11-20 23:00Z")
        .contains("CRITICAL metrics 2026-11-05 04:00Z to 2026-11-05 06:00Z: 3 hours missing")
        .contains("CRITICAL metrics 2026-11-13 12:00Z: 1 hour missing");
    assertThat(tables.gaps("csv", NOW).out())
        .isEqualTo(
            """
            from,until,count
            2026-11-05T04:00:00Z,2026-11-05T07:00:00Z,3
            2026-11-13T12:00:00Z,2026-11-13T13:00:00Z,1
            """);
    assertThat(tables.gaps("sql", NOW).out())
        .contains(
            "SELECT from_time, until_time FROM (VALUES",
            "(TIMESTAMP '2026-11-05 04:00:00', TIMESTAMP '2026-11-05 07:00:00')");
    assertThat(tables.gaps("table", NOW).out())
        .contains("From", "2026-11-13T12:00:00Z  2026-11-13T13:00:00Z            1", "total");
    assertThat((check.out() + tables.run(NOW).out()).toLowerCase(Locale.ROOT))
        .doesNotContain("block", "slot", "1786", "number");
  }

  @Test
  void wholeRhythmHasATickAndItsTimesAreFound() throws Exception {
    hours("%s", "FALSE");
    tables.configure("type: gaps, table: metrics, every: 1h");
    Ran check = tables.check(NOW);
    assertThat(check.out()).contains("✅ 480 rows, no hour missing", "Times: ts");
    tables.configure("type: gaps, table: metrics, every: 1d, zone: Europe/Berlin");
    assertThat(tables.check(NOW).out()).contains("✅ 480 rows, no day missing");
  }

  /** A date is no moment: whoever joins with a list of them would get the day before, or after. */
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Kiritimati", "America/New_York"})
  void missingDatesAreListedAsDates(String zone) throws Exception {
    tables.execute(
        "CREATE TABLE days AS SELECT DATE '2026-11-01' + i::INTEGER AS day FROM range(18) t(i)"
            + " WHERE i NOT IN (7, 8)");
    tables.configure("type: gaps, table: days, every: 1d, zone: " + zone);
    assertThat(tables.gaps("csv", NOW).out()).contains("\n2026-11-08,2026-11-10,2\n");
    assertThat(tables.gaps("sql", NOW).out()).contains("(DATE '2026-11-08', DATE '2026-11-10')");
    assertThat(tables.gaps("table", NOW).out()).contains("\n2026-11-08            2026-11-10 ");
  }

  /** A session of another zone would read a time without one by its own clock. */
  @Test
  void missingHoursAreListedInTheTypeThatRowsHave() throws Exception {
    tables.execute(
        "CREATE TABLE hours AS SELECT TIMESTAMPTZ '2026-11-20 00:00:00+00' + INTERVAL 1 HOUR * i"
            + " AS at FROM range(9) t(i) WHERE i NOT IN (4, 5)");
    tables.configure("type: gaps, table: hours, every: 1h");
    assertThat(tables.gaps("sql", NOW).out())
        .contains("(TIMESTAMPTZ '2026-11-20 04:00:00+00', TIMESTAMPTZ '2026-11-20 06:00:00+00')");
  }

  @Test
  void datesHaveNoHours() throws Exception {
    tables.execute(
        "CREATE TABLE days AS SELECT DATE '2026-11-01' + i::INTEGER AS day FROM range(9) t(i)");
    tables.configure("type: gaps, table: days, every: 1h");
    assertThat(tables.check(NOW).out())
        .contains("the times of table days are dates, which have no time of day for every: 1h")
        .contains("→ set every: 1d, or name a column of timestamps in timestamp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Pacific/Auckland", "Europe/Berlin"})
  void datesAreThoseOfTheWallWhateverTheZone(String zone) throws Exception {
    tables.execute(
        "CREATE TABLE days AS SELECT DATE '2026-10-01' + i::INTEGER AS day FROM range(50) t(i)"
            + " WHERE i NOT IN (24, 31)");
    tables.configure("type: gaps, table: days, every: 1d, zone: " + zone);
    Ran check = tables.check("2026-11-20T04:00:00Z");
    assertThat(check.out())
        .contains("❌ 2 days missing in 2 ranges")
        .contains("CRITICAL days 2026-10-25: 1 day missing", "CRITICAL days 2026-11-01: 1 day");
  }

  @ParameterizedTest
  @CsvSource({
    // The hour from 00 to 01 is not over; that from 23 is young for half an hour.
    "2026-11-21T00:59:00Z, '', 0",
    "2026-11-21T01:02:00Z, '', 0",
    "2026-11-21T01:04:00Z, WARNING, 1",
    "2026-11-21T01:29:00Z, WARNING, 1",
    "2026-11-21T01:30:00Z, CRITICAL, 1",
    "2026-11-21T05:04:00Z, CRITICAL, 1"
  })
  void theLastHoursAreDueAsWell(String now, String severity, int code) throws Exception {
    hours("%s", "FALSE");
    tables.configure("type: gaps, table: metrics, every: 1h");
    Ran check = tables.check(now);
    assertThat(check.code()).as(check.out()).isEqualTo(code);
    if (code > 0) {
      assertThat(check.out()).contains(severity + " metrics 2026-11-21 00:00Z");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "first: 2026-10-31T22:00:00Z, 2026-10-31 22:00Z to 2026-10-31 23:00Z",
    "first: 2026-11-01T00:00:00Z, ''",
    "'first: window, window: 481h', 2026-10-31 23:00Z",
    "'first: window, window: 10d', ''"
  })
  void whatMustBeThere(String first, String missing) throws Exception {
    hours("%s", "FALSE");
    tables.configure("type: gaps, table: metrics, every: 1h, " + first);
    Ran check = tables.check("2026-11-21T00:00:00Z");
    assertThat(check.code()).as(check.out()).isEqualTo(missing.isEmpty() ? 0 : 1);
    assertThat(check.out()).contains(missing);
  }

  @Test
  void hoursThatWereThereAreMissed() throws Exception {
    hours("%s", "FALSE");
    tables.configure("type: gaps, table: metrics, every: 1h");
    assertThat(tables.run(NOW).code()).isZero();
    tables.execute("DELETE FROM metrics WHERE value < 10");
    Ran after = tables.run("2026-11-21T00:06:00Z");
    assertThat(after.out())
        .contains("❌ rows that were there are gone; 10 hours missing in 1 range")
        .contains("CRITICAL metrics 2026-11-01 00:00Z to 2026-11-01 09:00Z");
  }

  @Test
  void hoursThatAreDeletedOnPurposeAreNoLoss() throws Exception {
    hours("%s", "FALSE");
    tables.configure("type: gaps, table: metrics, every: 1h, retention: 10d");
    assertThat(tables.run(NOW).code()).isZero();
    tables.execute("DELETE FROM metrics WHERE value < 200");
    assertThat(tables.run("2026-11-21T00:06:00Z").code()).isZero();
  }

  @Test
  void emptyWindowAndRowsWithoutTime() throws Exception {
    hours("CASE WHEN i %% 10 = 0 THEN NULL ELSE %s END", "FALSE");
    tables.configure("type: gaps, table: metrics, every: 1h, list: 3");
    assertThat(tables.check(NOW).out())
        .contains("47 hours missing in 47 ranges, but 48 rows have no time")
        .contains("Gaps found: 47 (47 hours missing), the longest 3 are listed")
        .contains("metrics: further ranges: 44 more hours missing in 44 smaller ranges");
    tables.configure("type: gaps, table: metrics, every: 1h, window: 3h");
    assertThat(tables.check("2026-12-21T00:05:00Z").out())
        .contains("could not be checked: table metrics has 480 rows, but none from");
  }

  /** West of Greenwich, in a zone whose clock is not put forward or back. */
  @ParameterizedTest
  @CsvSource({
    "America/Bogota, 1d, 2026-11-08 to 2026-11-09: 2 days",
    "Asia/Tokyo, 1d, 2026-11-08 to 2026-11-09: 2 days",
    "America/Bogota, 7d, 2026-11-09: 1 week",
    "Asia/Tokyo, 7d, 2026-11-09: 1 week"
  })
  void missingDaysHaveTheirOwnNames(String zone, String every, String missing) throws Exception {
    tables.execute(
        "CREATE TABLE metrics AS SELECT (TIMESTAMP '2026-10-05 12:00:00' + to_hours(i::INTEGER))"
            + " AT TIME ZONE '%s' AS ts FROM range(1100) t(i)".formatted(zone),
        "DELETE FROM metrics WHERE CAST(ts AT TIME ZONE '%s' AS DATE) BETWEEN '%s' AND '%s'"
            .formatted(
                zone,
                every.equals("1d") ? "2026-11-08" : "2026-11-09",
                every.equals("1d") ? "2026-11-09" : "2026-11-15"));
    tables.configure("type: gaps, table: metrics, every: %s, zone: %s".formatted(every, zone));
    assertThat(tables.check(NOW).out()).contains("CRITICAL metrics " + missing);
  }

  /** The window begins within a day of that zone, and its date is before the window. */
  @ParameterizedTest
  @CsvSource({
    "America/New_York, 2026-11-21T02:00:00Z",
    "America/New_York, 2026-11-21T12:00:00Z",
    "Asia/Tokyo, 2026-11-20T16:00:00Z",
    "Asia/Tokyo, 2026-11-20T12:00:00Z"
  })
  void dateThatTheWindowCutsIsNotMissing(String zone, String now) throws Exception {
    tables.execute(
        "CREATE TABLE days AS SELECT DATE '2026-10-01' + i::INTEGER AS day FROM range(51) t(i)");
    tables.configure(
        "type: gaps, table: days, every: 1d, first: window, window: 30d, zone: " + zone);
    Ran check = tables.check(now);
    assertThat(check.code()).as(check.out()).isZero();
  }

  /** In Tokyo it is the 21st already, and the 22nd is still to come. */
  @Test
  void todaysDateIsNotInTheFuture() throws Exception {
    tables.execute(
        "CREATE TABLE days AS SELECT DATE '2026-10-01' + i::INTEGER AS day FROM range(52) t(i)");
    tables.configure("type: gaps, table: days, every: 1d, zone: Asia/Tokyo");
    assertThat(tables.check("2026-11-20T16:00:00Z").out()).contains("no day missing\n");
    tables.execute("INSERT INTO days VALUES (DATE '2026-11-22')");
    assertThat(tables.check("2026-11-20T16:00:00Z").out())
        .contains("but 1 row has a time in the future");
  }

  @ParameterizedTest
  @CsvSource({
    "'every: 7m', must divide a day",
    "'every: 36h', must divide a day",
    "'every: 1h, number: id', every is for rows without numbers",
    "'every: 1h, chain: ethereum', every is for rows without numbers",
    "'every: 1h, sweep: 1d', sweep is for one sequence of numbers",
    "'every: 1h, first: 17', first must be a moment or window with every",
    "'every: 1h, interval: {warning: 1h}', interval is not measured with by or every",
    "'every: 1h, zone: +01:00', must be a time zone",
    "'zone: Europe/Berlin', zone is for every",
    "'by: [a], chain: ethereum', by is for tables without slots",
    "'by: []', by"
  })
  void rulesAreToldByConfigCheck(String setting, String rule) throws Exception {
    tables.configure("type: gaps, table: metrics, " + setting);
    Ran check = tables.gapwatch("config", "check");
    assertThat(check.code()).as(check.out()).isEqualTo(2);
    assertThat(check.out() + check.err()).contains(rule);
  }
}

package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What groups had at earlier runs must be there still. */
class RememberedGroupsTest {
  private final OwnTables tables;

  RememberedGroupsTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  /** Groups s0, s1, …, each with these numbers, a minute apart. */
  private void prices(int groups, int numbers) throws Exception {
    tables.execute(
        "CREATE TABLE prices AS SELECT 's' || s AS symbol, i AS number,"
            + " TIMESTAMP '2026-11-20 00:00:00' + to_minutes(i::INTEGER) AS ts"
            + " FROM range(%d) u(s), range(%d) t(i)".formatted(groups, numbers));
  }

  @Test
  void aGroupThatVanishedWholeIsLostUntilItIsBack() throws Exception {
    prices(3, 1000);
    tables.configure("type: gaps, table: prices, by: [symbol]");
    assertThat(tables.run("2026-11-20T17:00:00Z").code()).isZero();
    tables.execute(
        "CREATE TABLE aside AS FROM prices WHERE symbol = 's1'",
        "DELETE FROM prices WHERE symbol = 's1'");
    Ran lost = tables.run("2026-11-20T17:30:00Z");
    assertThat(lost.code()).isEqualTo(1);
    assertThat(lost.out())
        .contains("❌ rows that were there are gone from 1 group; 2 groups with 2,000 rows")
        .contains(
            "CRITICAL prices symbol=s1: lost rows: all its rows are gone; it had 0 to 999 (limit"
                + " 0)")
        .contains("a group that was removed on purpose is left out with where");
    for (int day = 22; day < 30; day++) {
      assertThat(tables.run("2026-11-%dT17:30:00Z".formatted(day)).out())
          .as("what is lost stays remembered when all are written down anew")
          .contains("CRITICAL prices symbol=s1: lost rows");
    }
    tables.execute("INSERT INTO prices FROM aside");
    tables.run("2026-11-29T18:00:00Z");
    assertThat(tables.run("2026-11-29T18:30:00Z").code()).isZero();
    assertThat(tables.at("2026-11-29T19:00:00Z", "incidents", "list", "--since", "7d").out())
        .contains("resolved");
  }

  /** The machine was off for more than a day, in a window of three. */
  @Test
  void aGroupThatIsLostStaysLostAfterAPause() throws Exception {
    prices(2, 1000);
    tables.configure("type: gaps, table: prices, by: [symbol], window: 3d");
    assertThat(tables.run("2026-11-20T17:00:00Z").code()).isZero();
    tables.execute("DELETE FROM prices WHERE symbol = 's1'");
    assertThat(tables.run("2026-11-20T18:00:00Z").code()).isEqualTo(1);
    assertThat(tables.run("2026-11-21T20:00:00Z").out())
        .contains("CRITICAL prices symbol=s1: lost rows");
    assertThat(tables.run("2026-11-23T16:30:00Z").out())
        .contains("CRITICAL prices symbol=s1: lost rows");
    tables.execute(
        "INSERT INTO prices SELECT 's0', i, TIMESTAMP '2026-11-20 00:00:00' + to_minutes(i::INTEGER)"
            + " FROM range(1000, 5000) t(i)");
    assertThat(tables.run("2026-11-23T18:00:00Z").out()).contains("NO LONGER LOOKED AT");
  }

  /** The machine was off for longer than the beginning of a group stays in the window. */
  @ParameterizedTest
  @CsvSource({
    "'by: [symbol]', all its rows are gone; they ended at 1199, '', ''",
    "'by: [symbol]', its rows begin only at 5000, 5000, ''",
    "'by: [symbol], every: 1h', all its rows are gone; they ended at 2026-11-19 23:00Z, '', ''",
    "'by: [symbol], every: 1h', , 5000, 2026-11-19 23:00Z to 2026-11-23 22:00Z"
  })
  void aGroupThatFillsTheWindowOutlivesAPause(
      String by, String lost, String refilled, String missing) throws Exception {
    tables.execute(
        "CREATE TABLE prices AS SELECT 's' || s AS symbol, i AS number,"
            + " TIMESTAMP '2026-10-01 00:00:00' + to_hours(i::INTEGER) AS ts"
            + " FROM range(2) u(s), range(1200) t(i)");
    String number = by.contains("every") ? "" : ", number: number";
    tables.configure("type: gaps, table: prices, window: 30d, %s%s".formatted(by, number));
    assertThat(tables.run("2026-11-20T00:00:00Z").code()).isZero();
    tables.execute("DELETE FROM prices WHERE symbol = 's1'");
    if (!refilled.isEmpty()) {
      tables.execute(
          "INSERT INTO prices SELECT 's1', %s + i, TIMESTAMP '2026-11-23 23:00:00' + to_hours(i::INTEGER) FROM range(2) t(i)"
              .formatted(refilled));
    }
    String out = tables.run("2026-11-24T01:30:00Z").out();
    assertThat(out).contains("CRITICAL prices symbol=s1");
    assertThat(out).contains(lost == null ? missing : lost);
  }

  /** For as long as the first loss is remembered, the group grows, and may lose rows again. */
  @Test
  void whatAGroupGotAfterALossIsMissedAsWell() throws Exception {
    prices(2, 1000);
    tables.configure("type: gaps, table: prices, by: [symbol]");
    assertThat(tables.run("2026-11-20T17:00:00Z").code()).isZero();
    tables.execute("DELETE FROM prices WHERE symbol = 's1' AND number < 10");
    assertThat(tables.run("2026-11-22T17:00:00Z").out()).contains("its rows begin only at 10");
    tables.execute(
        "INSERT INTO prices SELECT 's1', number + 990, ts + INTERVAL 2 DAY FROM prices"
            + " WHERE symbol = 's1'");
    tables.run("2026-11-24T17:00:00Z");
    tables.execute("DELETE FROM prices WHERE symbol = 's1' AND number >= 1500");
    assertThat(tables.run("2026-11-24T18:00:00Z").out())
        .contains("its rows end at 1499; they ended at 1989");
  }

  /** Rows of the days 16 to 19, in a window of ten days, after a loss of older ones. */
  @ParameterizedTest
  @CsvSource({
    "number < 320, its rows begin only at 320; it had 60 to 319",
    "number >= 216, its rows end at 215; they ended at 335",
    "TRUE, all its rows are gone; it had 60 to 335"
  })
  void aSecondLossOutlivesTheFirst(String second, String told) throws Exception {
    tables.execute(
        "CREATE TABLE prices AS SELECT 's' || s AS symbol, i AS number,"
            + " TIMESTAMP '2026-11-06 00:00:00' + to_hours(i::INTEGER) AS ts"
            + " FROM range(2) u(s), range(240) t(i)");
    tables.configure("type: gaps, table: prices, by: [symbol], window: 10d");
    assertThat(tables.run("2026-11-15T23:30:00Z").code()).isZero();
    tables.execute("DELETE FROM prices WHERE symbol = 's1' AND number < 100");
    assertThat(tables.run("2026-11-16T01:00:00Z").out()).contains("its rows begin only at 100");
    tables.execute(
        "INSERT INTO prices SELECT 's' || s, i, TIMESTAMP '2026-11-06 00:00:00' + to_hours(i::INTEGER)"
            + " FROM range(2) u(s), range(240, 336) t(i)");
    tables.run("2026-11-19T23:30:00Z");
    tables.execute("DELETE FROM prices WHERE symbol = 's1' AND " + second);
    assertThat(tables.run("2026-11-20T00:30:00Z").out()).contains(told);
    assertThat(tables.run("2026-11-21T00:30:00Z").out()).contains(told);
    assertThat(tables.run("2026-11-29T07:00:00Z").out())
        .as("the first loss has left the window, the last row of the second has not")
        .contains("CRITICAL prices symbol=s1: lost rows");
  }

  /** In the middle of a group, and at its beginning. */
  @Test
  void rowsOfAGroupWhoseTimeIsSetBeforeTheWindowAreTold() throws Exception {
    prices(3, 1000);
    tables.configure("type: gaps, table: prices, by: [symbol]");
    assertThat(tables.run("2026-11-20T17:00:00Z").code()).isZero();
    tables.execute(
        "UPDATE prices SET ts = TIMESTAMP '1970-01-01' WHERE symbol = 's1' AND number < 7",
        "UPDATE prices SET ts = TIMESTAMP '1970-01-01' WHERE symbol = 's2' AND number BETWEEN 500"
            + " AND 503");
    for (String now :
        new String[] {"2026-11-20T17:30:00Z", "2026-11-22T17:30:00Z", "2026-11-24T17:30:00Z"}) {
      assertThat(tables.run(now).out())
          .contains("3 groups with 2,989 rows, none missing, but 11 rows are older than")
          .contains("WARNING prices: order of times: 11 rows are older than");
    }
    tables.configure("type: gaps, table: prices, by: [symbol], order: {warning: 11}");
    assertThat(tables.run("2026-11-24T18:30:00Z").out()).contains("✅ 3 groups with 2,989 rows");
  }

  /** What the run of the future measured is newer than all, and is believed by nothing. */
  @Test
  void aRunOfAWrongClockMakesNothingForgotten() throws Exception {
    prices(3, 1000);
    tables.configure("type: gaps, table: prices, by: [symbol]");
    assertThat(tables.run("2026-11-20T17:00:00Z").code()).isZero();
    tables.run("2026-12-20T17:00:00Z");
    tables.execute("DELETE FROM prices WHERE symbol = 's1'");
    assertThat(tables.run("2026-11-20T17:30:00Z").out())
        .contains("CRITICAL prices symbol=s1: lost rows");
  }

  @Test
  void aGroupThatCameInBetweenIsRememberedAsWell() throws Exception {
    prices(2, 100);
    tables.configure("type: gaps, table: prices, by: [symbol]");
    tables.run("2026-11-20T17:00:00Z");
    tables.execute("INSERT INTO prices SELECT 's9', number, ts FROM prices WHERE symbol = 's0'");
    assertThat(tables.run("2026-11-20T17:30:00Z").code()).isZero();
    tables.execute("DELETE FROM prices WHERE symbol = 's9'");
    assertThat(tables.run("2026-11-20T18:00:00Z").out())
        .contains("CRITICAL prices symbol=s9: lost rows");
  }

  @Test
  void hoursOfAGroupThatVanishedAreLost() throws Exception {
    prices(2, 1000);
    tables.configure("type: gaps, table: prices, by: [symbol], every: 1h");
    tables.run("2026-11-20T17:00:00Z");
    tables.execute("DELETE FROM prices WHERE symbol = 's1'");
    assertThat(tables.run("2026-11-20T17:10:00Z").out())
        .contains("it had 2026-11-20 00:00Z to 2026-11-20 16:00Z");
    tables.execute(
        "INSERT INTO prices SELECT 's1', number, ts FROM prices WHERE ts >= '2026-11-20 05:00:00'");
    assertThat(tables.run("2026-11-20T17:20:00Z").out())
        .contains("prices symbol=s1: 5 hours missing: 2026-11-20 00:00Z to 2026-11-20 04:00Z");
  }

  /** As long as they would be in the window, however often groups are written down. */
  @Test
  void hoursThatAGroupLostAtItsBeginningStayMissing() throws Exception {
    prices(2, 1000);
    tables.configure("type: gaps, table: prices, by: [symbol], every: 1h, grace: 0s");
    tables.run("2026-11-20T17:00:00Z");
    tables.execute("DELETE FROM prices WHERE symbol = 's1' AND ts < '2026-11-20 05:00:00'");
    for (String now :
        new String[] {"2026-11-20T17:10:00Z", "2026-11-22T17:00:00Z", "2026-11-24T17:00:00Z"}) {
      assertThat(tables.run(now).out()).as(now).contains("2026-11-20 00:00Z to 2026-11-20 04:00Z");
    }
  }

  @Test
  void whatIsDeletedOnPurposeIsNoLoss() throws Exception {
    prices(2, 1000);
    tables.configure("type: gaps, table: prices, by: [symbol], window: 2d, retention: 12h");
    tables.run("2026-11-21T00:00:00Z");
    tables.execute("DELETE FROM prices WHERE ts < '2026-11-20 12:00:00'");
    assertThat(tables.run("2026-11-21T00:05:00Z").code()).isZero();
    tables.execute("DELETE FROM prices WHERE symbol = 's1'");
    assertThat(tables.run("2026-11-21T00:10:00Z").out())
        .contains("all its rows are gone; it had 900 to 999");
    assertThat(tables.run("2026-11-21T04:00:00Z").out())
        .as("its last row would be there until 04:39, and nobody knows that it has none later")
        .contains("CRITICAL prices symbol=s1: lost rows");
    Ran later = tables.run("2026-11-21T12:30:00Z");
    assertThat(later.out()).contains("NO LONGER LOOKED AT").doesNotContain("resolved");
  }

  @Test
  void groupThatEndsByItselfIsNoLoss() throws Exception {
    prices(1, 1000);
    tables.configure("type: gaps, table: prices, by: [symbol], window: 6h");
    tables.execute("DELETE FROM prices WHERE number < 600");
    tables.execute(
        "INSERT INTO prices SELECT 's1', number, ts FROM prices WHERE number BETWEEN 640 AND 700");
    for (String time : new String[] {"12:00", "13:30", "15:00", "16:30", "17:30", "18:00"}) {
      Ran run = tables.run("2026-11-20T" + time + ":00Z");
      assertThat(run.out()).as(time).doesNotContain("lost rows");
    }
  }

  @Test
  void leftOutWithWhereIsNoLoss() throws Exception {
    prices(2, 100);
    tables.configure("type: gaps, table: prices, by: [symbol]");
    tables.run("2026-11-20T17:00:00Z");
    tables.execute("DELETE FROM prices WHERE symbol = 's1'");
    tables.run("2026-11-20T17:10:00Z");
    tables.configure("type: gaps, table: prices, by: [symbol], where: \"symbol <> 's1'\"");
    assertThat(tables.run("2026-11-20T17:20:00Z").out())
        .contains("1 group with 100 rows, none missing", "NO LONGER LOOKED AT");
  }

  @Test
  void ofThousandsAThousandAreRememberedAndThatIsSaid() throws Exception {
    prices(1_200, 2);
    tables.configure("type: gaps, table: prices, by: [symbol], list: 2");
    assertThat(tables.run("2026-11-20T01:00:00Z").out())
        .contains("Remembered: where 1,000 of 1,200 groups begin");
    tables.execute("DELETE FROM prices WHERE symbol IN ('s0', 's1', 's10', 's100', 's1000')");
    assertThat(tables.run("2026-11-20T01:30:00Z").out())
        .contains("rows that were there are gone from 5 groups")
        .contains("prices symbol=s0: lost rows", "prices symbol=s1: lost rows")
        .contains("prices further groups: lost rows: 3 groups more lack rows that were there");
  }
}

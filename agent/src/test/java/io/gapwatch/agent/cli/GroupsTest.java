package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that hold several sequences, each of which is checked separately. */
class GroupsTest {
  private static final String NOW = "2026-11-21T00:00:00Z";

  private final OwnTables tables;

  GroupsTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  /** Groups s0, s1, …, each with the numbers 0 to 999, a minute apart. */
  private void prices(int groups, String missing) throws Exception {
    tables.execute(
        "CREATE TABLE prices AS SELECT 's' || s AS symbol, i AS number,"
            + " TIMESTAMP '2026-11-20 00:00:00' + to_minutes(i::INTEGER) AS ts"
            + " FROM range(%d) u(s), range(1000) t(i) WHERE NOT (%s) ORDER BY i, s"
                .formatted(groups, missing));
  }

  @Test
  void elevenAreMissingInOneOfTwo() throws Exception {
    prices(2, "s = 1 AND (i BETWEEN 40 AND 49 OR i = 700)");
    tables.configure("type: gaps, table: prices, by: [symbol]");
    Ran check = tables.check(NOW);
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out())
        .contains("❌ 11 rows missing in 1 of 2 groups")
        .contains("Rows checked: 1,989", "Groups: 2 by symbol", "Gaps found: 2 (11 rows missing)")
        .contains("CRITICAL prices symbol=s1: 11 rows missing: 40-49, 700 (limit 0)")
        .doesNotContain("duplicate");
    assertThat(tables.gaps("csv", NOW).out())
        .isEqualTo("symbol,first,last,count\ns1,40,49,10\ns1,700,700,1\n");
    assertThat(tables.gaps("sql", NOW).out())
        .contains("SELECT \"symbol\", first_number, last_number FROM", "('s1', 40, 49)");
    assertThat((check.out() + tables.run(NOW).out()).toLowerCase(Locale.ROOT))
        .doesNotContain("block", "slot");
  }

  /** Numbers are gathered by 32, and full parts are not returned: here two, before the hole. */
  @ParameterizedTest
  @CsvSource({"i = 64, '64', 64-64", "i BETWEEN 64 AND 70, '64-70', 64-70", "i = 32, '32', 32-32"})
  void theFirstHoleMayBeginWhereAPartDoes(String hole, String words, String range)
      throws Exception {
    prices(2, "s = 1 AND " + hole);
    tables.configure("type: gaps, table: prices, by: [symbol]");
    assertThat(tables.check(NOW).out())
        .contains("missing in 1 of 2 groups", "missing: %s (limit 0)".formatted(words));
    assertThat(tables.gaps("csv", NOW).out()).contains("\ns1," + range.replace('-', ','));
  }

  @Test
  void numbersThatGroupsShareAreNoDuplicates() throws Exception {
    prices(3, "FALSE");
    tables.configure("type: gaps, table: prices, by: [symbol]");
    assertThat(tables.check(NOW).out()).contains("✅ 3 groups with 3,000 rows, none missing");
    tables.execute("INSERT INTO prices SELECT * FROM prices WHERE symbol = 's1' AND number = 64");
    assertThat(tables.check(NOW).out())
        .contains("none missing, but 1 row has a duplicate number")
        .contains("add a unique key on the number and symbol");
  }

  @Test
  void worstGroupsAreListedAllAreCounted() throws Exception {
    prices(30, "i % 100 < s AND i > 99 AND i < 200");
    tables.configure("type: gaps, table: prices, by: [symbol], list: 2");
    assertThat(tables.check(NOW).out())
        .contains("❌ 435 rows missing in 29 of 30 groups")
        .contains("CRITICAL prices symbol=s29: 29 rows missing: 100-128")
        .contains("CRITICAL prices symbol=s28: 28 rows missing")
        .contains("prices: further groups: 378 more rows missing in 27 further groups")
        .contains("the worst 2 of 29 groups are listed");
  }

  @Test
  void rowsThatAreElsewhereInTheirGroupAreNotMissing() throws Exception {
    prices(2, "i = 500");
    tables.execute("INSERT INTO prices VALUES ('s1', 500, NULL)");
    tables.configure("type: gaps, table: prices, by: [symbol]");
    assertThat(tables.check(NOW).out()).contains("❌ 1 row missing in 1 of 2 groups", "symbol=s0");
    assertThat(tables.gaps("csv", NOW).out()).isEqualTo("symbol,first,last,count\ns0,500,500,1\n");
  }

  @Test
  void valuesOfAnyKindAndSeveralColumns() throws Exception {
    prices(2, "s = 1 AND i = 7");
    tables.execute(
        "ALTER TABLE prices ADD COLUMN venue INTEGER",
        "UPDATE prices SET symbol = CASE symbol WHEN 's0' THEN NULL ELSE 'a, \"b\" it''s' END");
    tables.configure("type: gaps, table: prices, by: [symbol, venue]");
    assertThat(tables.check(NOW).out())
        .contains("prices symbol='a, \"b\" it''s', venue=NULL: 1 row missing: 7");
    assertThat(tables.gaps("csv", NOW).out()).contains("\n\"a, \"\"b\"\" it's\",NULL,7,7,1\n");
    assertThat(tables.gaps("sql", NOW).out()).contains("('a, \"b\" it''s', NULL, 7, 7)");
    assertThat(tables.gaps("table", NOW).out()).contains("symbol", "venue", "total");
  }

  @Test
  void aGroupThatFellSilentLacksItsLastHours() throws Exception {
    prices(3, "s = 2 AND i > 600");
    tables.configure("type: gaps, table: prices, by: [symbol], every: 1h");
    assertThat(tables.check("2026-11-20T17:05:00Z").out())
        .contains("❌ 6 hours missing in 1 of 3 groups")
        .contains(
            "CRITICAL prices symbol=s2: 6 hours missing: 2026-11-20 11:00Z to 2026-11-20 16:00Z");
    tables.configure("type: staleness, table: prices, by: [symbol], critical: 1h");
    Ran fresh = tables.check("2026-11-20T17:05:00Z");
    assertThat(fresh.code()).isEqualTo(1);
    assertThat(fresh.out())
        .contains("❌ newest row of symbol=s2 is 7h 5m old, the oldest of 3 groups")
        .contains("CRITICAL prices symbol=s2: newest row: 7h 5m old (limit 1h)")
        .doesNotContain("CRITICAL prices symbol=s1");
  }

  @Test
  void unknownColumnIsTold() throws Exception {
    prices(1, "FALSE");
    tables.configure("type: gaps, table: prices, by: [venue]");
    assertThat(tables.check(NOW).out()).contains("table prices has no column venue");
  }

  /** Who can write the table must not be able to write the report. */
  @Test
  void aNameCannotForgeALine() throws Exception {
    String forged = "'z' || chr(10) || '✅ HEALTH CHECK PASSED' || chr(27) || '[2J'";
    tables.execute(
        "CREATE TABLE prices AS SELECT "
            + forged
            + " AS symbol, i AS number, TIMESTAMP '2026-11-20 00:00:00' + to_minutes(i::INTEGER)"
            + " AS ts FROM range(1000) t(i) WHERE i <> 500");
    tables.configure("type: gaps, table: prices, by: [symbol]");
    Ran run = tables.run(NOW);
    assertThat(run.code()).isEqualTo(1);
    String shown = "symbol=z\\n✅ HEALTH CHECK PASSED\\x1b[2J";
    assertThat(run.out()).contains("CRITICAL prices " + shown + ": 1 row missing");
    assertThat(tables.at(NOW, "incidents", "list").out()).contains(shown);
    assertThat(
            run.out()
                + tables.gaps("table", NOW).out()
                + tables.at(NOW, "incidents", "list").out()
                + tables.at(NOW, "report", "chain").out())
        .doesNotContain("\u001b", "\n✅ HEALTH");

    tables.execute(
        "INSERT INTO prices SELECT " + forged + ", 500, TIMESTAMP '2026-11-20 08:20:00'");
    tables.run("2026-11-21T03:07:00Z");
    assertThat(tables.run("2026-11-21T06:07:00Z").code()).isZero();
    assertThat(tables.at("2026-11-21T06:07:00Z", "incidents", "list").out())
        .doesNotContain("symbol=z");
  }
}

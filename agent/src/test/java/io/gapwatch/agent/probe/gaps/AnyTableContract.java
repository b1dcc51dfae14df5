package io.gapwatch.agent.probe.gaps;

import static io.gapwatch.agent.probe.gaps.BlocksTable.assertUnknown;
import static io.gapwatch.agent.probe.gaps.BlocksTable.at;
import static io.gapwatch.agent.probe.gaps.BlocksTable.subjects;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the checks say of columns, names and tables of every kind, whichever database they ask. */
interface AnyTableContract extends BlocksTable {
  @ParameterizedTest
  @MethodSource("timeTypes")
  default void everyTypeOfTimeGivesTheSame(String type) throws SQLException {
    create("BIGINT", type, n -> n != 1010 && (n < 1020 || n > 1029));
    CheckResult gaps = asked().gaps("{table: blocks, chain: ethereum, grace: 0s}");
    assertThat(gaps.status()).isEqualTo(Status.CRITICAL);
    assertThat(gaps.summary()).isEqualTo("11 blocks missing in 2 ranges");
    assertThat(gaps.measured())
        .containsEntry("rows", 89L)
        .containsEntry("missing", 11L)
        .containsEntry("missedSlots", 0L)
        .containsEntry("misaligned", 0L)
        .containsEntry("longestInterval", 12.0)
        .containsEntry("first", 1000L)
        .containsEntry("last", 1099L);
    assertThat(subjects(gaps)).containsExactly("blocks 1020-1029", "blocks 1010");
    CheckResult staleness = asked().staleness("table: blocks");
    assertThat(staleness.status()).isEqualTo(Status.OK);
    assertThat(staleness.measured())
        .containsEntry("age", 240.0)
        .containsEntry("newest", NOW.minusSeconds(240).toString())
        .containsEntry("number", 1099L);
  }

  /** Whichever of them the database happens to return first. */
  @Test
  default void ofSeveralNewestRowsTheGreatestNumberIsShown() throws SQLException {
    execute(
        "UPDATE blocks SET timestamp = " + at(1099) + " WHERE number > 1090",
        "UPDATE blocks SET number = NULL WHERE number IN (1092, 1095, 1099)");
    assertThat(asked().staleness("table: blocks").measured()).containsEntry("number", 1098L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTEGER", "SMALLINT", "BIGINT"})
  default void everyTypeOfNumberGivesTheSame(String type) throws SQLException {
    create(type, "BIGINT", n -> n != 1050);
    assertThat(subjects(asked().gaps("{table: blocks, chain: ethereum}")))
        .containsExactly("blocks 1050");
  }

  @Test
  default void futureTimesAreTheirOwnFindingAndMakeNothingFresh() throws SQLException {
    execute(
        "DELETE FROM blocks WHERE number > 1060",
        "INSERT INTO blocks VALUES (1061, " + (NOW.getEpochSecond() + 3600) + ")");
    CheckResult staleness = asked().staleness("table: blocks");
    assertThat(staleness.status()).isEqualTo(Status.CRITICAL);
    assertThat(staleness.measured()).containsEntry("future", 1L).containsEntry("number", 1060L);
    assertThat(subjects(staleness))
        .containsExactly("blocks: newest row", "blocks: times in the future");
    assertThat(subjects(asked().gaps("{table: blocks, chain: ethereum}")))
        .containsExactly("blocks: times in the future");
  }

  @Test
  default void newRowsWithATimeBeforeTheWindowAreTold() throws SQLException {
    String yaml = "{table: blocks, window: 15m, grace: 0s}";
    execute("UPDATE blocks SET timestamp = timestamp - 100000 WHERE number >= 1095");
    boolean looked = dialect() == Dialect.DUCKDB;
    assertThat(asked().gaps(yaml).facts())
        .extracting(Fact::label)
        .satisfies(labels -> assertThat(labels.contains("Not looked for")).isNotEqualTo(looked));
    execute("CREATE INDEX by_number ON blocks (number)");
    CheckResult indexed = asked().gaps(yaml);
    assertThat(subjects(indexed)).containsExactly("blocks: order of times");
    assertThat(indexed.measured()).containsEntry("order", 5L).containsEntry("last", 1094L);
    assertThat(
            asked().gaps("{table: blocks, window: 15m, grace: 0s, where: number < 1095}").status())
        .isEqualTo(Status.OK);
  }

  @Test
  default void emptyTableIsUnknown() throws SQLException {
    execute("DELETE FROM blocks");
    assertUnknown(asked().gaps("{table: blocks, chain: ethereum}"), "table blocks is empty");
    assertUnknown(asked().staleness("table: blocks"), "table blocks is empty");
  }

  @Test
  default void emptyWindowIsUnknown() {
    Asked later = asked(NOW.plusSeconds(86_400));
    assertUnknown(
        later.gaps("{table: blocks, chain: ethereum, window: 1h}"),
        "table blocks has 100 rows, but none from");
    assertThat(later.staleness("table: blocks").status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  default void onlyFutureRowsAreUnknown() {
    Asked before = asked(NOW.minusSeconds(86_400));
    assertUnknown(before.staleness("table: blocks"), "no rows up to now, but 100 in the future");
  }

  @Test
  default void missingTableAndColumnAreNamed() {
    assertUnknown(asked().gaps("{table: nowhere, chain: ethereum}"), "nowhere");
    assertUnknown(asked().staleness("table: nowhere"), "nowhere");
    assertUnknown(
        asked().gaps("{table: blocks, chain: ethereum, number: height}"),
        "table blocks has no column height");
    assertUnknown(
        asked().staleness("{table: blocks, timestamp: mined_at}"),
        "table blocks has no column mined_at");
    assertUnknown(asked().staleness("{table: blocks, number: height}"), "height");
    assertUnknown(asked().sql("{query: SELECT height FROM blocks, critical: '>1'}"), "height");
  }

  @Test
  default void wrongTypesAreNamed() throws SQLException {
    execute(
        "DROP TABLE blocks",
        "CREATE TABLE blocks (number VARCHAR, timestamp VARCHAR, seconds BIGINT)",
        "INSERT INTO blocks VALUES ('1', '2', 3)");
    assertUnknown(
        asked().gaps("{table: blocks, chain: ethereum, timestamp: seconds}"),
        "column number",
        "whole numbers");
    assertUnknown(asked().staleness("table: blocks"), "column timestamp", "expected times");
  }

  /** As they stand in the remedy, expressions read what a text says of its zone. */
  @ParameterizedTest
  @CsvSource({"11:50:00, 600", "11:50:00Z, 600", "13:50:00+02:00, 600", "11:50:00+02:00, 7800"})
  default void suggestedExpressionOfATextKnowsItsZone(String time, double age) throws SQLException {
    Instant noon = Instant.parse("2026-11-20T12:00:00Z");
    execute(
        "CREATE TABLE said (ts VARCHAR(40))",
        "INSERT INTO said VALUES ('2026-11-20T" + time + "')");
    CheckResult refused = asked(noon).staleness("{table: said, timestamp: ts}");
    String remedy = refused.findings().get(0).remedy();
    String expression = remedy.substring(remedy.indexOf("{sql:"));
    CheckResult read = asked(noon).staleness("{table: said, timestamp: " + expression + "}");
    execute("DROP TABLE said");
    assertThat(read.measured()).containsEntry("age", age);
  }

  @Test
  default void readsViewsSchemasAndOddNames() throws SQLException {
    execute(
        "CREATE VIEW seen AS SELECT number, timestamp FROM blocks WHERE number <> 1040",
        "DROP SCHEMA IF EXISTS \"Main Net\" CASCADE",
        "CREATE SCHEMA \"Main Net\"",
        "CREATE TABLE \"Main Net\".\"All Blocks\" AS"
            + " SELECT number AS \"Height\", timestamp AS \"Mined \"\"at\"\"\" FROM blocks"
            + " WHERE number <> 1041");
    assertThat(subjects(asked().gaps("{table: seen, chain: ethereum}")))
        .containsExactly("seen 1040");
    assertThat(
            subjects(
                asked()
                    .gaps(
                        """
                        table: Main Net.All Blocks
                        chain: ethereum
                        number: height
                        timestamp: 'Mined "at"'
                        """)))
        .containsExactly("Main Net.All Blocks 1041");
  }

  @Test
  default void dotsInNamesDivideNothing() throws SQLException {
    execute(
        "DROP SCHEMA IF EXISTS \"v1.2\" CASCADE",
        "CREATE SCHEMA \"v1.2\"",
        "CREATE TABLE \"v1.2\".\"all.blocks\" AS SELECT number AS \"block.number\", timestamp AS"
            + " \"block.time\", CAST('eth' AS VARCHAR(9)) AS \"net.name\" FROM blocks WHERE number"
            + " <> 1041");
    String named =
        """
        table: '"v1.2"."all.blocks"'
        number: block.number
        timestamp: block.time
        """;
    assertThat(subjects(asked().gaps(named + "chain: ethereum")))
        .containsExactly("\"v1.2\".\"all.blocks\" 1041");
    assertThat(subjects(asked().gaps(named + "by: [net.name]")))
        .containsExactly("\"v1.2\".\"all.blocks\" net.name=eth");
    assertThat(asked().staleness(named).measured()).containsKey("number");
  }

  @Test
  default void whereKeepsSomeRows() throws SQLException {
    execute(
        "ALTER TABLE blocks ADD COLUMN chain INTEGER",
        "UPDATE blocks SET chain = 1",
        "INSERT INTO blocks VALUES (1500, %d, 2), (1502, %d, 2)".formatted(at(1050), at(1052)));
    assertThat(subjects(asked().gaps("{table: blocks, chain: ethereum, where: chain = 2}")))
        .containsExactly("blocks 1501");
    assertThat(
            asked()
                .gaps("{table: blocks, chain: ethereum, where: chain = 1 OR chain = 7}")
                .status())
        .isEqualTo(Status.OK);
    assertThat(asked().staleness("{table: blocks, where: chain = 2}").measured())
        .containsEntry("number", 1502L);
    assertUnknown(asked().gaps("{table: blocks, chain: ethereum, where: chain = 3}"), "blocks");
  }

  @Test
  default void infiniteTimes() throws SQLException {
    create("BIGINT", "TIMESTAMP", n -> true);
    execute("INSERT INTO blocks VALUES (1100, 'infinity'), (999, '-infinity')");
    CheckResult gaps = asked().gaps("{table: blocks, chain: ethereum}");
    assertThat(gaps.status()).isEqualTo(Status.WARNING);
    assertThat(gaps.measured()).containsEntry("rows", 100L).containsEntry("future", 1L);
    assertThat(asked().staleness("table: blocks").measured())
        .containsEntry("number", 1099L)
        .containsEntry("future", 1L);
  }

  @Test
  default void nothingButNumbersAnswersSql() {
    assertThat(asked().sql("{query: SELECT count(*) FROM blocks, critical: '<100'}").status())
        .isEqualTo(Status.OK);
    assertThat(asked().sql("{query: SELECT count(*) FROM blocks, critical: '<101'}").status())
        .isEqualTo(Status.CRITICAL);
    assertThat(asked().sql("{query: 'SELECT 2 - 3 -- below', warning: '<=-1'}").status())
        .isEqualTo(Status.WARNING);
    assertThat(asked().sql("{query: 'SELECT 1.5;', warning: '>1.5'}").summary()).isEqualTo("1.5");
    assertThat(
            asked()
                .sql("{query: \"SELECT 7, CAST('of cls' AS text)\", unit: rows, critical: '>6'}")
                .findings())
        .extracting(Finding::summary)
        .containsExactly("7 rows (of cls)");
    assertThat(asked().sql("{query: 'SELECT 7, CAST(NULL AS text)', critical: '>7'}").summary())
        .isEqualTo("7");
    assertUnknown(
        asked().sql("{query: SELECT number FROM blocks, critical: '>1'}"), "more than one row");
    assertUnknown(asked().sql("{query: SELECT 1 WHERE 1 = 2, critical: '>1'}"), "no row");
    assertUnknown(asked().sql("{query: SELECT NULL, critical: '>1'}"), "NULL");
    assertUnknown(asked().sql("{query: 'SELECT 1, 2, 3', critical: '>1'}"), "returned 3 columns");
    assertUnknown(asked().sql("{query: 'SELECT 1, 2', critical: '>1'}"), "is not text");
    assertUnknown(
        asked().sql("{query: \"SELECT NULL, CAST('cls has nobody' AS text)\", critical: '>1'}"),
        "the query returned NULL (cls has nobody)");
    assertUnknown(
        asked().sql("{query: \"SELECT CAST('2026-11-21' AS timestamp)\", critical: '>1'}"),
        "a time, which is not a number");
    assertUnknown(
        asked().sql("{query: \"SELECT CAST('Infinity' AS double precision)\", critical: '>1'}"),
        "Infinity");
    assertThat(asked().sql("{query: \"SELECT length('a;b') -- ; \", critical: '>3'}").summary())
        .isEqualTo("3");
    assertUnknown(asked().sql("{query: \"SELECT 'seven'\", critical: '>1'}"), "not a number");
    assertUnknown(
        asked().sql("{query: \"SELECT CAST('NaN' AS double precision)\", critical: '>1'}"), "NaN");
  }

  /** Groups are told apart by their text, also where a column takes BTC and btc for the same. */
  @Test
  default void groupsOfAColumnThatIgnoresCaseAreGroupsOfTheirOwn() throws SQLException {
    String collation = "NOCASE";
    if (dialect() == Dialect.POSTGRES) {
      collation = "ignoring_case";
      execute(
          "CREATE COLLATION IF NOT EXISTS ignoring_case (provider = icu,"
              + " locale = 'und-u-ks-level2', deterministic = false)");
    }
    execute(
        "CREATE TABLE mixed (number BIGINT, timestamp BIGINT, symbol VARCHAR COLLATE "
            + collation
            + ")",
        "INSERT INTO mixed SELECT number, timestamp, 'BTC' FROM blocks",
        "INSERT INTO mixed SELECT number, timestamp, 'btc' FROM blocks WHERE number <> 1040");
    CheckResult gaps = asked().gaps("{table: mixed, by: [symbol]}");
    CheckResult minutes = asked().gaps("{table: mixed, by: [symbol], every: 1m}");
    CheckResult ages = asked().staleness("{table: mixed, by: [symbol], critical: 1h}");
    execute("DROP TABLE mixed");
    assertThat(subjects(gaps)).containsExactly("mixed symbol=btc");
    assertThat(gaps.measured()).containsEntry("duplicates", 0L).containsEntry("groups", 2L);
    assertThat(minutes.measured()).containsEntry("groups", 2L);
    assertThat(ages.measured()).containsEntry("groups", 2);
  }
}

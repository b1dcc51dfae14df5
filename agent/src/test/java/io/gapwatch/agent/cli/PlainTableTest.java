package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that have nothing to do with a chain: numbers, times that come when they come. */
class PlainTableTest {
  private static final String NOW = "2026-11-21T12:00:00Z";

  /** Ids 1 to 1000, from half a minute to half an hour apart. */
  private static final String EVENTS =
      "CREATE TABLE events AS SELECT i::BIGINT AS id, TIMESTAMP '2026-11-21 11:00:00'"
          + " - to_seconds(900 * (1000 - i) + (i * 7919) %% 800) AS created_at%s"
          + " FROM range(1, 1001) t(i)";

  private final OwnTables tables;

  PlainTableTest(@TempDir Path folder) {
    this.tables = new OwnTables(folder);
  }

  private void events(String more) throws Exception {
    tables.execute(EVENTS.formatted(more));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", number: id, timestamp: created_at"})
  void missingIdsOfEvents(String columns) throws Exception {
    events("");
    tables.execute("DELETE FROM events WHERE id IN (17, 400, 401)");
    tables.configure("type: gaps, table: events" + columns);
    Ran check = tables.check(NOW);
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out())
        .contains("❌ 3 rows missing in 2 ranges")
        .contains("CRITICAL events 400-401: 2 rows missing", "CRITICAL events 17: 1 row missing")
        .contains("Rows checked: 997");
    assertThat(check.out().contains("Columns: id, created_at")).isEqualTo(columns.isEmpty());
    Ran json = tables.at(NOW, "check", "--format", "json");
    for (Ran one :
        new Ran[] {
          check, json, tables.run(NOW), tables.gaps("table", NOW), tables.gaps("csv", NOW)
        }) {
      assertThat((one.out() + one.err()).toLowerCase(Locale.ROOT))
          .doesNotContain("block", "slot", "chain may", "ethereum");
    }
    assertThat(tables.gaps("csv", NOW).out()).contains("\n17,17,1,", "\n400,401,2,");
  }

  @Test
  void wholeTableHasATick() throws Exception {
    events("");
    tables.configure("type: gaps, table: events, row: entry");
    assertThat(tables.check(NOW).out()).contains("✅ 1,000 entries, none missing\n");
    tables.configure("type: staleness, table: events, critical: 1d");
    assertThat(tables.check(NOW).out()).contains("✅ newest row is 1h ");
  }

  @ParameterizedTest
  @CsvSource({"interval: 1h, 0", "'interval: {warning: 15m}', 1"})
  void intervalsAreJudgedOnlyWhereALimitIsSet(String interval, int code) throws Exception {
    events("");
    tables.configure("type: gaps, table: events, " + interval.replace(": 1h", ": {warning: 1h}"));
    Ran check = tables.check(NOW);
    assertThat(check.code()).as(check.out()).isEqualTo(code);
    if (code > 0) {
      assertThat(check.out())
          .containsPattern(
              "⚠️? +1,000 rows, none missing, but \\d+m .*without a row \\(and \\d+ more\\)")
          .containsPattern("Long intervals: \\d{3}, the longest 20 are listed")
          .containsPattern(
              "WARNING events interval before \\d+: 16m .*without a row \\(limit 15m\\)");
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "', order: off', 0", "', order: {warning: 10}', 0"})
  void clocksThatRunBackwards(String order, int code) throws Exception {
    events("");
    tables.execute("UPDATE events SET created_at = created_at + INTERVAL 1 HOUR WHERE id = 500");
    tables.configure("type: gaps, table: events" + order);
    Ran check = tables.check(NOW);
    assertThat(check.code()).as(check.out()).isEqualTo(code);
    assertThat(check.out().contains("1 row is older than the row with the number before"))
        .isEqualTo(code > 0);
  }

  @Test
  void flawsAreInTheSummaryOneOrMany() throws Exception {
    events("");
    tables.execute("INSERT INTO events SELECT * FROM events WHERE id = 9");
    tables.configure("type: gaps, table: events");
    assertThat(tables.check(NOW).out())
        .contains("1,001 rows, none missing, but 1 row has a duplicate number\n");
    tables.execute("INSERT INTO events VALUES (NULL, now()), (NULL, now()), (2000, NULL)");
    assertThat(tables.check(NOW).out())
        .contains("but 1 row has a duplicate number (and ")
        .contains("events: rows without number: 2 rows have no number")
        .contains("events: rows without time: 1 row has no time");
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp: {sql: to_timestamp(ms / 1000)}",
    "timestamp: {sql: 'to_timestamp(ms / 1000) -- it comes in ms'}",
    "timestamp: {sql: ms // 1000}",
    "'number: {sql: \"CAST(substr(label, 2) AS BIGINT)\"}, timestamp: created_at'"
  })
  void expressions(String fields) throws Exception {
    events(", epoch_ms(created_at) AS ms, 'n' || id AS label");
    tables.execute("DELETE FROM events WHERE id = 17");
    tables.configure(
        "type: gaps, table: events, "
            + fields.replace("{sql: ms // 1000}", "{sql: \"ms // 1000\"}"));
    assertThat(tables.check(NOW).out()).contains("CRITICAL events 17: 1 row missing");
    assertThat(tables.gaps("csv", NOW).out()).contains("\n17,17,1,2026-11-1");
    tables.configure("type: staleness, table: events, critical: 1d, " + fields);
    assertThat(tables.check(NOW).out()).contains("✅ newest row is 1h ");
  }

  /** The driver says of each failure midway that the result is invalid. */
  @ParameterizedTest
  @CsvSource({
    "'where: label = 1', Could not convert string 'n1' to INT32",
    "'number: {sql: CAST(label AS BIGINT)}', Could not convert string 'n1' to INT64"
  })
  void reasonOfAFailureMidwayIsTold(String setting, String reason) throws Exception {
    events(", 'n' || id AS label");
    tables.configure("type: gaps, table: events, " + setting);
    assertThat(tables.check(NOW).out())
        .contains(reason, "TRY_CAST(… AS TYPE) is NULL where a value cannot be converted")
        .doesNotContain("Invalid result set");
  }

  @Test
  void suggestedExpressionForTimesLeavesOutNaN() throws Exception {
    events("");
    tables.execute(
        "CREATE TABLE d AS SELECT id, CASE WHEN id < 3 THEN 'NaN' ELSE epoch(created_at) END::DOUBLE"
            + " AS ts FROM events");
    tables.configure("type: gaps, table: d, timestamp: ts");
    String expression = "CASE WHEN abs(\"ts\") < 9e10 THEN to_timestamp(\"ts\") END";
    assertThat(tables.check(NOW).out()).contains("{sql: '" + expression + "'}");
    tables.configure("type: gaps, table: d, timestamp: {sql: '" + expression + "'}");
    assertThat(tables.check(NOW).out()).contains("d: rows without time: 2 rows have no time");
  }

  @Test
  void numbersBelowZeroAreReadable() throws Exception {
    events("");
    tables.execute(
        "UPDATE events SET id = id - 500", "DELETE FROM events WHERE id IN (-9, -8, -5)");
    tables.configure("type: gaps, table: events");
    assertThat(tables.check(NOW).out()).contains("events -9 to -8: 2 rows", "events -5: 1 row");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaps", "staleness"})
  void unitOfATimestampIsRefused(String type) throws Exception {
    events("");
    tables.configure("type: " + type + ", table: events, unit: ms");
    assertThat(tables.check(NOW).out())
        .contains("unit is for times in whole numbers, but column created_at of table events is")
        .contains("→ leave unit out of the check");
  }

  @Test
  void wrongUnitIsNamedWhereNoRowIsInTheWindow() throws Exception {
    events(", epoch(created_at)::BIGINT AS s, epoch_ms(created_at) AS ms");
    String wrong = "; or unit: %s is wrong: left out, it is told from the values";
    tables.configure("type: gaps, table: events, timestamp: s, unit: ms");
    assertThat(tables.check(NOW).out()).contains("window" + wrong.formatted("ms"));
    tables.configure("type: staleness, table: events, timestamp: ms, unit: s");
    assertThat(tables.check(NOW).out()).contains("in UTC" + wrong.formatted("s"));
    tables.execute("UPDATE events SET s = s * 1000 WHERE id > 990");
    for (String type : new String[] {"gaps", "staleness"}) {
      tables.configure("type: " + type + ", table: events, timestamp: s, unit: s");
      assertThat(tables.check(NOW).out())
          .contains("10 rows have a time in the future", "in UTC" + wrong.formatted("s"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"label = 'a;b'|0", "label = 'it''s; here'|0", "label = 'a'; x|2", "label = ';|2"})
  void whereMayHoldASemicolonInText(String where, int code) throws Exception {
    tables.configure("type: gaps, table: events, where: \"" + where + "\"");
    assertThat(tables.gapwatch("config", "check").code()).isEqualTo(code);
  }

  @Test
  void oneColumnAloneStandsInBrackets() throws Exception {
    tables.configure("type: gaps, table: events, by: symbol");
    Ran check = tables.gapwatch("config", "check");
    assertThat(check.out() + check.err())
        .contains("by: must be a list; one value alone stands in brackets as well, as in [a]");
  }

  @Test
  void jobIsNoCheck() throws Exception {
    tables.configure("type: gaps, table: events");
    assertThat(tables.gapwatch("check", "chain").err())
        .contains("chain is a job, not a check: gapwatch run chain runs all its checks");
  }

  @ParameterizedTest
  @CsvSource({
    "'strict: true', strict needs chain",
    "'slot: 6s', slot needs genesis",
    "'genesis: 2020-12-01T12:00:23Z', genesis and longestMissedRun need slot",
    "'unexplainedInterval: {warning: 1m}', unexplainedInterval needs chain",
    "'number: {sql: id); DROP TABLE events}', sql must be one expression",
    "'row: a/b/c', must be a word such as block"
  })
  void rulesAreToldByConfigCheck(String setting, String rule) throws Exception {
    tables.configure("type: gaps, table: events, " + setting);
    Ran check = tables.gapwatch("config", "check");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out() + check.err()).contains(rule);
  }

  @Test
  void columnsThatCannotBeGuessedAreAskedFor() throws Exception {
    tables.execute(
        "CREATE TABLE o AS SELECT 1 AS key, now() AS begun, now() AS ended",
        "CREATE TABLE p AS SELECT 1 AS id, 'x' AS word");
    tables.configure("type: gaps, table: o");
    assertThat(tables.check(NOW).out())
        .contains("table o has no column number or id")
        .contains(
            "say in number which column numbers the rows, or where none does, in every how often a row is due, such as 1h; the table has key, begun, ended");
    tables.configure("type: staleness, table: o");
    assertThat(tables.check(NOW).out())
        .contains("no column timestamp, and 2 others for times (begun, ended)")
        .contains("say in timestamp which column has the time");
    tables.configure("type: staleness, table: p");
    assertThat(tables.check(NOW).out())
        .contains("no column timestamp, and none of a type for times");
  }
}

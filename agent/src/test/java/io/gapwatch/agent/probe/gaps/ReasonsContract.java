package io.gapwatch.agent.probe.gaps;

import static io.gapwatch.agent.probe.gaps.BlocksTable.assertUnknown;
import static io.gapwatch.agent.probe.gaps.BlocksTable.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Why nothing can be said of a table: each reason has its own words and its own remedy, in both
 * checks, whichever database is asked.
 */
interface ReasonsContract extends BlocksTable {
  @Test
  default void nothingMatchesWhere() {
    String reason = "no row of table blocks matches where (100 rows do not)";
    String remedy = "check the condition in where against the table";
    assertReason(asked().gaps("{table: blocks, where: number < 0}"), reason, remedy);
    assertReason(asked().gaps("{table: blocks, where: number < 0, every: 1h}"), reason, remedy);
    assertReason(asked().staleness("{table: blocks, where: number < 0}"), reason, remedy);
    assertReason(
        asked().staleness("{table: blocks, where: number < 0, by: [number]}"), reason, remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIGINT", "TIMESTAMP", "TIMESTAMPTZ"})
  default void noRowHasATime(String type) throws SQLException {
    create("BIGINT", type, n -> true);
    execute("UPDATE blocks SET timestamp = NULL");
    String reason = "table blocks has 100 rows, but none has a time in \"timestamp\"";
    String remedy = "check that the writer fills this column, or name another one in timestamp";
    assertReason(asked().gaps("{table: blocks}"), reason, remedy);
    assertReason(asked().gaps("{table: blocks, every: 1h}"), reason, remedy);
    assertReason(asked().gaps("{table: blocks, by: [number]}"), reason, remedy);
    assertReason(asked().staleness("{table: blocks}"), reason, remedy);
    assertReason(asked().staleness("{table: blocks, by: [number]}"), reason, remedy);
  }

  @Test
  default void noRowHasAnExpressionsTime() {
    String settings = "{table: blocks, timestamp: {sql: \"CAST(NULL AS TIMESTAMP)\"}}";
    String reason = "100 rows, but none has a time in the expression of timestamp";
    String remedy = "check the expression against the table; what it cannot convert is NULL";
    assertReason(asked().gaps(settings), reason, remedy);
    assertReason(asked().staleness(settings), reason, remedy);
  }

  @Test
  default void noRowHasANumber() throws SQLException {
    execute("UPDATE blocks SET number = NULL");
    assertReason(
        asked().gaps("{table: blocks}"),
        "table blocks has 100 rows, but none has a number in \"number\"",
        "check that the writer fills this column, or name another one in number");
    execute(
        "UPDATE blocks SET timestamp = NULL",
        "INSERT INTO blocks VALUES (7, NULL), (NULL, " + NOW.getEpochSecond() + ")");
    assertReason(
        asked().gaps("{table: blocks}"),
        "table blocks has 102 rows, but none has both a number and a time",
        "check that the writer fills both columns, or name others in number and timestamp");
  }

  @Test
  default void allRowsAreInTheFuture() throws SQLException {
    Asked before = asked(NOW.minusSeconds(86_400));
    String reason = "table blocks has no rows up to now, but 100 in the future";
    String remedy = "check the collector's clock, and that times are in UTC";
    assertReason(before.gaps("{table: blocks}"), reason, remedy);
    assertReason(before.gaps("{table: blocks, every: 1h}"), reason, remedy);
    assertReason(before.staleness("{table: blocks}"), reason, remedy);
    assertReason(before.staleness("{table: blocks, by: [number]}"), reason, remedy);
    create("BIGINT", "TIMESTAMP", n -> n == FIRST);
    execute("UPDATE blocks SET timestamp = 'infinity'");
    assertReason(asked().gaps("{table: blocks}"), "but 1 in the future", remedy);
    assertReason(asked().staleness("{table: blocks}"), "but 1 in the future", remedy);
  }

  @Test
  default void allRowsAreLeftToSettle() throws SQLException {
    String reason = "table blocks has 100 rows up to now, all of the last 1h, which are left to";
    String remedy = "wait until rows are older than that, or set a shorter settle";
    assertReason(asked().gaps("{table: blocks, settle: 1h}"), reason, remedy);
    execute("INSERT INTO blocks VALUES (2000, " + (NOW.getEpochSecond() + 3600) + ")");
    assertReason(asked().gaps("{table: blocks, settle: 1h, every: 1h}"), reason, remedy);
  }

  @Test
  default void allRowsAreOlderThanTheWindow() {
    assertReason(
        asked(NOW.plusSeconds(86_400)).gaps("{table: blocks, window: 1h}"),
        "table blocks has 100 rows, but none from ",
        "check that the collector is running, this machine's clock, and the check's window");
  }

  @Test
  default void numbersThatAreTooFarApartToBeCounted() throws SQLException {
    execute(
        "INSERT INTO blocks VALUES (-9000000000000000000, %1$d), (9000000000000000000, %1$d)"
            .formatted(at(1050)));
    String reason = "are too far apart to count what is missing";
    String remedy = "look for rows with a wrong number, or exclude them with where";
    assertReason(asked().gaps("{table: blocks}"), reason, remedy);
    assertReason(asked().gaps("{table: blocks, by: [timestamp]}"), reason, remedy);
    execute("DELETE FROM blocks WHERE number BETWEEN 0 AND 2000");
    assertReason(
        asked().gaps("{table: blocks, by: [timestamp]}"),
        "numbers -9000000000000000000 and 9000000000000000000 of timestamp=" + at(1050),
        remedy);
    execute(
        "UPDATE blocks SET number = number / 2",
        "INSERT INTO blocks SELECT number, timestamp + 12 FROM blocks",
        "INSERT INTO blocks SELECT number, timestamp + 24 FROM blocks");
    assertReason(asked().gaps("{table: blocks, by: [timestamp]}"), reason, remedy);
  }

  @Test
  default void typesThatCannotBeUsed() throws SQLException {
    execute("ALTER TABLE blocks ADD COLUMN word VARCHAR");
    String times = "name a column of another type (a timestamp, a date, whole numbers since 1970)";
    assertReason(
        asked().gaps("{table: blocks, timestamp: word}"),
        "column word of table blocks is VARCHAR, expected times",
        times);
    assertReason(
        asked().staleness("{table: blocks, timestamp: {sql: \"CAST(word AS VARCHAR(7))\"}}"),
        "the expression of timestamp of table blocks is VARCHAR, expected times",
        times);
    assertReason(
        asked().gaps("{table: blocks, number: word}"),
        "column word of table blocks is VARCHAR, expected whole numbers",
        "name a column of another type (an integer, NUMERIC(n, 0))");
  }

  /** What a remedy says can be written as it stands, whatever the column is called. */
  @Test
  default void remediesForTypesThatCannotBeUsedRun() throws SQLException {
    execute(
        "ALTER TABLE blocks ADD COLUMN \"at\" VARCHAR",
        "ALTER TABLE blocks ADD COLUMN \"Id No\" VARCHAR",
        "ALTER TABLE blocks ADD COLUMN inexact DOUBLE PRECISION",
        "ALTER TABLE blocks ADD COLUMN epoch NUMERIC(20,3)",
        "UPDATE blocks SET \"at\" = CAST(to_timestamp(timestamp) AT TIME ZONE 'UTC' AS VARCHAR),"
            + " \"Id No\" = CAST(number AS VARCHAR), inexact = number, epoch = timestamp",
        "DELETE FROM blocks WHERE number = 1050");
    for (String number : new String[] {"Id No", "inexact"}) {
      assertRuns("number", "{table: blocks, number: " + number + "}");
    }
    for (String time : new String[] {"at", "epoch"}) {
      assertRuns("timestamp", "{table: blocks, timestamp: " + time + "}");
    }
  }

  private void assertRuns(String key, String settings) {
    CheckResult result = asked().gaps(settings);
    assertUnknown(result, "expected");
    String remedy = result.findings().get(0).remedy();
    String field = remedy.substring(remedy.indexOf("{sql: "));
    assertThat(BlocksTable.subjects(asked().gaps("{table: blocks, " + key + ": " + field + "}")))
        .as(remedy)
        .containsExactly("blocks 1050");
  }

  /** Such a type holds fractions as well: what is whole is read, what is not is told. */
  /** Nobody said that it numbers the rows. */
  @ParameterizedTest
  @ValueSource(strings = {"VARCHAR", "BOOLEAN", "UUID", "JSON", "INTERVAL", "BYTEA"})
  default void aColumnCalledNumberMayBeAnything(String type) throws SQLException {
    execute(
        "DROP TABLE IF EXISTS calls",
        "CREATE TABLE calls (number %s, timestamp BIGINT)".formatted(type),
        "INSERT INTO calls SELECT CAST(%s AS %s), timestamp FROM blocks"
            .formatted(example(type), type));
    CheckResult plain = asked().staleness("table: calls");
    assertThat(plain.status()).isEqualTo(Status.OK);
    assertThat(plain.measured()).containsEntry("age", 240.0).doesNotContainKey("number");
    assertUnknown(asked().staleness("{table: calls, number: number}"), "expected numbers");
    execute("DROP TABLE calls");
  }

  private static String example(String type) {
    return switch (type) {
      case "BOOLEAN" -> "'true'";
      case "UUID" -> "'6f2a2d1c-6a53-4f2c-9f0c-3a3b1c9d0e11'";
      case "JSON" -> "'{}'";
      case "INTERVAL" -> "'1 day'";
      default -> "'4a'";
    };
  }

  @Test
  default void wholeNumbersOfATypeWithFractions() throws SQLException {
    create("NUMERIC(20,3)", "BIGINT", n -> n != 1050);
    assertThat(BlocksTable.subjects(asked().gaps("{table: blocks}")))
        .containsExactly("blocks 1050");
    execute("UPDATE blocks SET number = 1060.5 WHERE number = 1060");
    CheckResult result = asked().gaps("{table: blocks}");
    assertThat(BlocksTable.subjects(result))
        .containsExactly("blocks 1050", "blocks 1060", "blocks: rows without number");
    assertThat(result.findings().get(2).summary()).isEqualTo("1 row has no whole number");
    execute("UPDATE blocks SET number = number + 0.5 WHERE number = trunc(number)");
    assertReason(
        asked().gaps("{table: blocks}"),
        "table blocks has 99 rows, but none has a whole number in its column of numbers",
        "check that the writer fills this column, or name another one in number");
  }

  private static void assertReason(CheckResult result, String reason, String remedy) {
    assertUnknown(result, reason);
    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().get(0).remedy()).startsWith(remedy).doesNotContain("doctor");
  }
}

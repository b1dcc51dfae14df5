package io.gapwatch.agent.probe.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.config.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.Databases;
import io.gapwatch.agent.source.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the probes say of the same tables, whichever database they ask. */
abstract class DataProbesContract {
  /** The blocks 1000 to 1099, twelve seconds apart, the last one four minutes ago. */
  private static final long FIRST = 1_000;

  private static final long LAST = 1_099;
  private static final long BEGIN = RandomBlocks.GENESIS + 12 * 9_000_000L;
  static final Instant NOW = Instant.ofEpochSecond(BEGIN + 12 * 99 + 240);

  abstract Connection connection();

  abstract Dialect dialect();

  /** Types of column, and how seconds since 1970 become a value of it. */
  abstract Stream<String> timeTypes();

  final Asked asked = new Asked(() -> Databases.session(connection(), dialect()), NOW);

  static String time(String type, long seconds) {
    return switch (type.replaceAll("_(S|MS|NS)$", "")) {
      case "BIGINT milliseconds" -> seconds + "000";
      case "BIGINT microseconds" -> seconds + "000000";
      case "TIMESTAMP" -> "TIMESTAMP '" + moment(seconds) + "'";
      case "TIMESTAMPTZ" -> "CAST('" + moment(seconds) + "+00' AS TIMESTAMPTZ)";
      default -> Long.toString(seconds);
    };
  }

  private static String moment(long seconds) {
    return Instant.ofEpochSecond(seconds).toString().replace('T', ' ').replace("Z", "");
  }

  private void execute(String... sql) throws SQLException {
    Databases.execute(connection(), sql);
  }

  private void create(String numberType, String timeType, LongPredicate keep) throws SQLException {
    String rows =
        LongStream.rangeClosed(FIRST, LAST)
            .filter(keep)
            .mapToObj(n -> "(" + n + "," + time(timeType, at(n)) + ")")
            .collect(Collectors.joining(","));
    execute(
        "DROP VIEW IF EXISTS seen",
        "DROP TABLE IF EXISTS blocks",
        "CREATE TABLE blocks (number %s, timestamp %s)"
            .formatted(numberType, timeType.replaceAll(" .*", "")),
        "INSERT INTO blocks VALUES " + rows);
  }

  private static long at(long number) {
    return BEGIN + 12 * (number - FIRST);
  }

  private void create(LongPredicate keep) throws SQLException {
    create("BIGINT", "BIGINT", keep);
  }

  @BeforeEach
  void whole() throws SQLException {
    create(n -> true);
  }

  private static List<String> subjects(CheckResult result) {
    return result.findings().stream().map(Finding::subject).toList();
  }

  private static void unknown(CheckResult result, String... reasons) {
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.summary()).startsWith("could not be checked: ").contains(reasons);
  }

  @ParameterizedTest
  @MethodSource("timeTypes")
  void everyTypeOfTimeGivesTheSame(String type) throws SQLException {
    create("BIGINT", type, n -> n != 1010 && (n < 1020 || n > 1029));
    CheckResult gaps = asked.gaps("{table: blocks, grace: 0s}");
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
    CheckResult staleness = asked.staleness("table: blocks");
    assertThat(staleness.status()).isEqualTo(Status.OK);
    assertThat(staleness.measured())
        .containsEntry("ageSeconds", 240.0)
        .containsEntry("newest", NOW.minusSeconds(240).toString())
        .containsEntry("number", 1099L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTEGER", "SMALLINT", "BIGINT"})
  void everyTypeOfNumberGivesTheSame(String type) throws SQLException {
    create(type, "BIGINT", n -> n != 1050);
    assertThat(subjects(asked.gaps("table: blocks"))).containsExactly("blocks 1050");
  }

  @Test
  void wholeTableIsOk() {
    CheckResult gaps = asked.gaps("table: blocks");
    assertThat(gaps.status()).isEqualTo(Status.OK);
    assertThat(gaps.summary()).isEqualTo("100 blocks, none missing, 0 missed slots");
  }

  @Test
  void rowsWithoutNumberOrTimeAreWarned() throws SQLException {
    execute("INSERT INTO blocks VALUES (NULL, " + at(1050) + "), (2000, NULL), (NULL, NULL)");
    CheckResult gaps = asked.gaps("table: blocks");
    assertThat(gaps.status()).isEqualTo(Status.WARNING);
    assertThat(gaps.measured())
        .containsEntry("rows", 100L)
        .containsEntry("withoutNumber", 2L)
        .containsEntry("withoutTime", 2L);
    assertThat(subjects(gaps))
        .containsExactly("blocks: rows without number", "blocks: rows without time");
  }

  @Test
  void futureTimesAreTheirOwnFindingAndMakeNothingFresh() throws SQLException {
    execute(
        "DELETE FROM blocks WHERE number > 1060",
        "INSERT INTO blocks VALUES (1061, " + (NOW.getEpochSecond() + 3600) + ")");
    CheckResult staleness = asked.staleness("table: blocks");
    assertThat(staleness.status()).isEqualTo(Status.CRITICAL);
    assertThat(staleness.measured()).containsEntry("future", 1L).containsEntry("number", 1060L);
    assertThat(subjects(staleness))
        .containsExactly("blocks: newest row", "blocks: times in the future");
    assertThat(subjects(asked.gaps("table: blocks")))
        .containsExactly("blocks: times in the future");
  }

  @Test
  void emptyTableIsUnknown() throws SQLException {
    execute("DELETE FROM blocks");
    unknown(asked.gaps("table: blocks"), "table blocks is empty");
    unknown(asked.staleness("table: blocks"), "table blocks is empty");
  }

  @Test
  void emptyWindowIsUnknown() {
    Asked later = new Asked(asked.sessions(), NOW.plusSeconds(86_400));
    unknown(
        later.gaps("{table: blocks, window: 1h}"), "table blocks has 100 rows, but none between");
    assertThat(later.staleness("table: blocks").status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void onlyFutureRowsAreUnknown() {
    Asked before = new Asked(asked.sessions(), NOW.minusSeconds(86_400));
    unknown(before.staleness("table: blocks"), "no row up to now, but 100 in the future");
  }

  @Test
  void missingTableAndColumnAreNamed() {
    unknown(asked.gaps("table: nowhere"), "nowhere");
    unknown(asked.staleness("table: nowhere"), "nowhere");
    unknown(asked.gaps("{table: blocks, number: height}"), "table blocks has no column height");
    unknown(
        asked.staleness("{table: blocks, timestamp: mined_at}"),
        "table blocks has no column mined_at");
    unknown(asked.staleness("{table: blocks, number: height}"), "height");
    unknown(asked.sql("{query: SELECT height FROM blocks, critical: '>1'}"), "height");
  }

  @Test
  void wrongTypesAreNamed() throws SQLException {
    execute(
        "DROP TABLE blocks",
        "CREATE TABLE blocks (number VARCHAR, timestamp VARCHAR, seconds BIGINT)",
        "INSERT INTO blocks VALUES ('1', '2', 3)");
    unknown(asked.gaps("{table: blocks, timestamp: seconds}"), "column number", "whole numbers");
    unknown(asked.staleness("table: blocks"), "column timestamp", "timestamps or whole numbers");
  }

  @Test
  void readsViewsSchemasAndOddNames() throws SQLException {
    execute(
        "CREATE VIEW seen AS SELECT number, timestamp FROM blocks WHERE number <> 1040",
        "DROP SCHEMA IF EXISTS \"Main Net\" CASCADE",
        "CREATE SCHEMA \"Main Net\"",
        "CREATE TABLE \"Main Net\".\"All Blocks\" AS"
            + " SELECT number AS \"Height\", timestamp AS \"Mined \"\"at\"\"\" FROM blocks"
            + " WHERE number <> 1041");
    assertThat(subjects(asked.gaps("table: seen"))).containsExactly("seen 1040");
    assertThat(
            subjects(
                asked.gaps(
                    """
                    table: Main Net.All Blocks
                    number: height
                    timestamp: 'Mined "at"'
                    """)))
        .containsExactly("Main Net.All Blocks 1041");
  }

  @Test
  void whereKeepsSomeRows() throws SQLException {
    execute(
        "ALTER TABLE blocks ADD COLUMN chain INTEGER",
        "UPDATE blocks SET chain = 1",
        "INSERT INTO blocks VALUES (1500, %d, 2), (1502, %d, 2)".formatted(at(1050), at(1052)));
    assertThat(subjects(asked.gaps("{table: blocks, where: chain = 2}")))
        .containsExactly("blocks 1501");
    assertThat(asked.gaps("{table: blocks, where: chain = 1 OR chain = 7}").status())
        .isEqualTo(Status.OK);
    assertThat(asked.staleness("{table: blocks, where: chain = 2}").measured())
        .containsEntry("number", 1502L);
    unknown(asked.gaps("{table: blocks, where: chain = 3}"), "blocks");
  }

  @Test
  void missedSlotsExplainIntervalsUnlessStrict() throws SQLException {
    execute("UPDATE blocks SET timestamp = timestamp - 24 WHERE number <= 1050");
    CheckResult calm = asked.gaps("table: blocks");
    assertThat(calm.status()).isEqualTo(Status.OK);
    assertThat(calm.measured())
        .containsEntry("missedSlots", 2L)
        .containsEntry("longestInterval", 36.0);
    CheckResult strict = asked.gaps("{table: blocks, strict: true}");
    assertThat(strict.status()).isEqualTo(Status.CRITICAL);
    assertThat(subjects(strict)).containsExactly("blocks interval before 1051");
  }

  @Test
  void longAndUnexplainedIntervals() throws SQLException {
    execute("UPDATE blocks SET timestamp = timestamp - 20 WHERE number <= 1050");
    assertThat(asked.gaps("table: blocks").findings())
        .extracting(Finding::severity)
        .containsOnly(Severity.WARNING);
    execute("UPDATE blocks SET timestamp = timestamp - 400 WHERE number <= 1050");
    CheckResult stop = asked.gaps("table: blocks");
    assertThat(stop.status()).isEqualTo(Status.CRITICAL);
    assertThat(stop.findings().get(0).subject()).isEqualTo("blocks interval before 1051");
    assertThat(stop.findings().get(0).limit()).isEqualTo(">=5m");
  }

  @Test
  void tableWithoutSlots() throws SQLException {
    execute("UPDATE blocks SET timestamp = timestamp - 3 WHERE number = 1050");
    execute("DELETE FROM blocks WHERE number = 1070");
    CheckResult gaps = asked.gaps("{table: blocks, slot: 0s}");
    assertThat(subjects(gaps)).containsExactly("blocks 1070");
    assertThat(gaps.summary()).isEqualTo("1 block missing in 1 range");
  }

  @Test
  void youngRangesAreOnlyWarned() throws SQLException {
    create(n -> n != 1010 && n != 1095);
    CheckResult gaps = asked.gaps("{table: blocks, grace: 10m}");
    assertThat(gaps.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(
            tuple("blocks 1010", Severity.CRITICAL), tuple("blocks 1095", Severity.WARNING));
    assertThat(gaps.findings().get(1).settlesAt())
        .contains(Instant.ofEpochSecond(at(1096)).plusSeconds(600));
  }

  @Test
  void listIsCappedButAllAreCounted() throws SQLException {
    create(n -> n % 3 != 0 && n != 1010);
    CheckResult gaps = asked.gaps("{table: blocks, list: 2, grace: 0s}");
    assertThat(gaps.complete()).isFalse();
    assertThat(gaps.measured()).containsEntry("missing", 34L).containsEntry("ranges", 33L);
    assertThat(gaps.findings())
        .extracting(Finding::summary)
        .containsExactly(
            "2 blocks missing", "1 block missing", "31 more blocks missing in 31 smaller ranges");
    List<String> all = new ArrayList<>();
    new GapsCheck()
        .eachMissingRange(
            SettingsOf.yaml(GapsSettings.SHAPE, "table: blocks"),
            asked.inquiry(Optional.empty()),
            range -> all.add(range.span().first() + "+" + range.count()));
    assertThat(all).hasSize(33).startsWith("1002+1", "1005+1").contains("1010+2");
  }

  @Test
  void duplicatesAndShuffledRows() throws SQLException {
    execute(
        "INSERT INTO blocks SELECT number, timestamp FROM blocks WHERE number IN (1003, 1077)",
        "CREATE TABLE shuffled AS SELECT number, timestamp FROM blocks ORDER BY number * 37 % 101",
        "DELETE FROM blocks",
        "INSERT INTO blocks SELECT number, timestamp FROM shuffled",
        "DROP TABLE shuffled");
    CheckResult gaps = asked.gaps("table: blocks");
    assertThat(gaps.status()).isEqualTo(Status.WARNING);
    assertThat(subjects(gaps)).containsExactly("blocks: duplicates");
    assertThat(gaps.measured())
        .containsEntry("duplicates", 2L)
        .containsEntry("rows", 102L)
        .containsEntry("missing", 0L);
  }

  @Test
  void oneRow() throws SQLException {
    create(n -> n == 1042);
    CheckResult gaps = asked.gaps("table: blocks");
    assertThat(gaps.status()).isEqualTo(Status.OK);
    assertThat(gaps.measured()).containsEntry("rows", 1L).containsEntry("first", 1042L);
  }

  @Test
  void hugeNumbers() throws SQLException {
    execute("UPDATE blocks SET number = number + (9223372036854775807 - 1099)");
    assertThat(asked.gaps("table: blocks").status()).isEqualTo(Status.OK);
    execute("DELETE FROM blocks WHERE number = 9223372036854775800");
    assertThat(subjects(asked.gaps("table: blocks"))).containsExactly("blocks 9223372036854775800");
  }

  @Test
  void numbersTooFarApartToCountAreNeverOk() throws SQLException {
    execute(
        "DELETE FROM blocks WHERE number NOT IN (1000, 1099)",
        "UPDATE blocks SET number = -2 WHERE number = 1000",
        "UPDATE blocks SET number = 9223372036854775807 WHERE number = 1099");
    unknown(asked.gaps("table: blocks"), "lie too far apart to count");
  }

  @Test
  void infiniteTimes() throws SQLException {
    create("BIGINT", "TIMESTAMP", n -> true);
    execute("INSERT INTO blocks VALUES (1100, 'infinity'), (999, '-infinity')");
    CheckResult gaps = asked.gaps("table: blocks");
    assertThat(gaps.status()).isEqualTo(Status.WARNING);
    assertThat(gaps.measured()).containsEntry("rows", 100L).containsEntry("future", 1L);
    assertThat(asked.staleness("table: blocks").measured())
        .containsEntry("number", 1099L)
        .containsEntry("future", 1L);
  }

  @Test
  void nothingButNumbersAnswersSql() {
    assertThat(asked.sql("{query: SELECT count(*) FROM blocks, critical: '<100'}").status())
        .isEqualTo(Status.OK);
    assertThat(asked.sql("{query: SELECT count(*) FROM blocks, critical: '<101'}").status())
        .isEqualTo(Status.CRITICAL);
    assertThat(asked.sql("{query: 'SELECT 2 - 3 -- below', warning: '<=-1'}").status())
        .isEqualTo(Status.WARNING);
    assertThat(asked.sql("{query: 'SELECT 1.5;', warning: '>1.5'}").summary()).isEqualTo("1.5");
    unknown(asked.sql("{query: SELECT number FROM blocks, critical: '>1'}"), "more than one row");
    unknown(asked.sql("{query: SELECT 1 WHERE 1 = 2, critical: '>1'}"), "no row");
    unknown(asked.sql("{query: SELECT NULL, critical: '>1'}"), "NULL");
    unknown(asked.sql("{query: \"SELECT 'seven'\", critical: '>1'}"), "no number");
    unknown(
        asked.sql("{query: \"SELECT CAST('NaN' AS double precision)\", critical: '>1'}"), "NaN");
  }

  @Test
  void secondRunReadsOnlyWhatIsNew() throws SQLException {
    String yaml = "{table: blocks, sweep: 1d}";
    create(n -> n <= 1080);
    Optional<String> memory = asked.gaps(yaml).memory();
    assertThat(memory).isPresent();
    create(n -> true);
    CheckResult second = asked.gaps(yaml, memory);
    assertThat(second.measured()).isEqualTo(asked.gaps(yaml).measured());
    assertThat(second.facts().get(0).text()).startsWith("100 (20 read now, the rest ");
    assertThat(asked.gaps("{table: blocks, sweep: 1d, list: 7}", memory).facts().get(0).text())
        .as("other settings, another past")
        .isEqualTo("100");
  }

  @Test
  void memoryIsNotBelievedForEver() throws SQLException {
    String yaml = "{table: blocks, sweep: 1m, settle: 0s}";
    create(n -> n <= 1080);
    Optional<String> memory = asked.gaps(yaml).memory();
    create(n -> n != 1040);
    assertThat(asked.gaps(yaml, memory).measured()).containsEntry("missing", 0L);
    Asked later = new Asked(asked.sessions(), NOW.plusSeconds(60));
    assertThat(later.gaps(yaml, memory).measured()).containsEntry("missing", 1L);
    execute("DELETE FROM blocks WHERE number = 1080");
    assertThat(asked.gaps(yaml, memory).measured())
        .as("the row where the past ended is gone")
        .containsEntry("missing", 2L);
    assertThat(asked.gaps(yaml, memory.map(text -> text.replaceFirst("^\\d+", "1"))).facts())
        .as("memory of another version")
        .extracting(fact -> fact.text())
        .contains("98");
    assertThat(asked.gaps(yaml).memory()).as("unhealthy is never remembered").isEmpty();
  }
}

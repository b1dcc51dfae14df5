package io.gapwatch.agent.probe.gaps;

import static io.gapwatch.agent.probe.gaps.BlocksTable.assertUnknown;
import static io.gapwatch.agent.probe.gaps.BlocksTable.at;
import static io.gapwatch.agent.probe.gaps.BlocksTable.subjects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.ListsMissing;
import io.gapwatch.agent.probe.ProbeContext.Past;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gap check finds in the blocks, whichever database it asks. */
interface GapsContract extends BlocksTable {
  @Test
  default void wholeTableIsOk() {
    CheckResult gaps = asked().gaps("{table: blocks, chain: ethereum}");
    assertThat(gaps.status()).isEqualTo(Status.OK);
    assertThat(gaps.summary()).isEqualTo("100 blocks, none missing, 0 missed slots");
  }

  @Test
  default void rowsWithoutNumberOrTimeAreWarned() throws SQLException {
    execute("INSERT INTO blocks VALUES (NULL, " + at(1050) + "), (2000, NULL), (NULL, NULL)");
    CheckResult gaps = asked().gaps("{table: blocks, chain: ethereum}");
    assertThat(gaps.status()).isEqualTo(Status.WARNING);
    assertThat(gaps.measured())
        .containsEntry("rows", 100L)
        .containsEntry("withoutNumber", 2L)
        .containsEntry("withoutTime", 2L);
    assertThat(subjects(gaps))
        .containsExactly("blocks: rows without number", "blocks: rows without time");
  }

  @Test
  default void oneRow() throws SQLException {
    create(n -> n == 1042);
    CheckResult gaps = asked().gaps("{table: blocks, chain: ethereum}");
    assertThat(gaps.status()).isEqualTo(Status.OK);
    assertThat(gaps.measured()).containsEntry("rows", 1L).containsEntry("first", 1042L);
  }

  @Test
  default void duplicatesAndShuffledRows() throws SQLException {
    execute(
        "INSERT INTO blocks SELECT number, timestamp FROM blocks WHERE number IN (1003, 1077)",
        "CREATE TABLE shuffled AS SELECT number, timestamp FROM blocks ORDER BY number * 37 % 101",
        "DELETE FROM blocks",
        "INSERT INTO blocks SELECT number, timestamp FROM shuffled",
        "DROP TABLE shuffled");
    CheckResult gaps = asked().gaps("{table: blocks, chain: ethereum}");
    assertThat(gaps.status()).isEqualTo(Status.WARNING);
    assertThat(subjects(gaps)).containsExactly("blocks: duplicates");
    assertThat(gaps.measured())
        .containsEntry("duplicates", 2L)
        .containsEntry("rows", 102L)
        .containsEntry("missing", 0L);
  }

  @Test
  default void missedSlotsExplainIntervalsUnlessStrict() throws SQLException {
    execute("UPDATE blocks SET timestamp = timestamp - 24 WHERE number <= 1050");
    CheckResult calm = asked().gaps("{table: blocks, chain: ethereum}");
    assertThat(calm.status()).isEqualTo(Status.OK);
    assertThat(calm.measured())
        .containsEntry("missedSlots", 2L)
        .containsEntry("longestInterval", 36.0);
    CheckResult strict = asked().gaps("{table: blocks, chain: ethereum, strict: true}");
    assertThat(strict.status()).isEqualTo(Status.CRITICAL);
    assertThat(subjects(strict)).containsExactly("blocks interval before 1051");
  }

  @Test
  default void longAndUnexplainedIntervals() throws SQLException {
    execute("UPDATE blocks SET timestamp = timestamp - 20 WHERE number <= 1050");
    assertThat(asked().gaps("{table: blocks, chain: ethereum}").findings())
        .extracting(Finding::severity)
        .containsOnly(Severity.WARNING);
    execute("UPDATE blocks SET timestamp = timestamp - 400 WHERE number <= 1050");
    CheckResult stop = asked().gaps("{table: blocks, chain: ethereum}");
    assertThat(stop.status()).isEqualTo(Status.CRITICAL);
    assertThat(stop.findings().get(0).subject()).isEqualTo("blocks interval before 1051");
    assertThat(stop.findings().get(0).limit()).isEqualTo(">=5m");
  }

  @Test
  default void tableWithoutSlots() throws SQLException {
    execute("UPDATE blocks SET timestamp = timestamp - 3 WHERE number = 1050");
    execute("DELETE FROM blocks WHERE number = 1070");
    CheckResult gaps = asked().gaps("{table: blocks, row: block}");
    assertThat(subjects(gaps)).containsExactly("blocks 1070");
    assertThat(gaps.summary()).isEqualTo("1 block missing in 1 range");
  }

  @Test
  default void youngRangesAreOnlyWarned() throws SQLException {
    create(n -> n != 1010 && n != 1095);
    CheckResult gaps = asked().gaps("{table: blocks, chain: ethereum, grace: 10m}");
    assertThat(gaps.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(
            tuple("blocks 1010", Severity.CRITICAL), tuple("blocks 1095", Severity.WARNING));
    assertThat(gaps.findings().get(1).settlesAt())
        .contains(Instant.ofEpochSecond(at(1096)).plusSeconds(600));
  }

  @Test
  default void listIsCappedButAllAreCounted() throws SQLException {
    create(n -> n % 3 != 0 && n != 1010);
    CheckResult gaps = asked().gaps("{table: blocks, chain: ethereum, list: 2, grace: 0s}");
    assertThat(gaps.complete()).isFalse();
    assertThat(gaps.measured()).containsEntry("missing", 34L).containsEntry("ranges", 33L);
    assertThat(gaps.findings())
        .extracting(Finding::summary)
        .containsExactly(
            "2 blocks missing", "1 block missing", "31 more blocks missing in 31 smaller ranges");
    List<String> all = new ArrayList<>();
    GapsCheck type = new GapsCheck();
    ListsMissing probe =
        (ListsMissing)
            type.probe(SettingsOf.yaml(type.shape(), "{table: blocks, chain: ethereum}"));
    probe.eachMissing(
        asked().context(Past.NONE), range -> all.add(range.span().first() + "+" + range.count()));
    assertThat(all).hasSize(33).startsWith("1002+1", "1005+1").contains("1010+2");
  }

  @Test
  default void hugeNumbers() throws SQLException {
    execute("UPDATE blocks SET number = number + (9223372036854775806 - 1099)");
    assertThat(asked().gaps("{table: blocks, chain: ethereum}").status()).isEqualTo(Status.OK);
    execute("DELETE FROM blocks WHERE number = 9223372036854775800");
    assertThat(subjects(asked().gaps("{table: blocks, chain: ethereum}")))
        .containsExactly("blocks 9223372036854775800");
  }

  /** It has no successor that could be compared. */
  @Test
  default void theGreatestOfAllNumbersIsNeverOk() throws SQLException {
    execute("UPDATE blocks SET number = 9223372036854775807 WHERE number = 1099");
    assertThat(asked().gaps("{table: blocks, chain: ethereum}").status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  default void numbersTooFarApartToCountAreNeverOk() throws SQLException {
    execute(
        "DELETE FROM blocks WHERE number NOT IN (1000, 1099)",
        "UPDATE blocks SET number = -2 WHERE number = 1000",
        "UPDATE blocks SET number = 9223372036854775806 WHERE number = 1099");
    assertUnknown(asked().gaps("{table: blocks, chain: ethereum}"), "are too far apart to count");
  }
}

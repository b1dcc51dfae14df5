package io.gapwatch.agent.probe.gaps;

import static io.gapwatch.agent.probe.gaps.BlocksTable.assertUnknown;
import static io.gapwatch.agent.probe.gaps.BlocksTable.subjects;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.ProbeContext.Past;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows without a time are counted, and a group that has no others is unknown, never left out. */
interface TimelessContract extends BlocksTable {
  String BY_HALF = "{table: blocks, by: [half], timestamp: timestamp, critical: 1h, row: quote}";

  @ParameterizedTest
  @ValueSource(strings = {"BIGINT", "TIMESTAMP", "TIMESTAMPTZ"})
  default void rowsWithoutATimeAreCounted(String type) throws SQLException {
    create("BIGINT", type, n -> true);
    execute("UPDATE blocks SET timestamp = NULL WHERE number < 1040");
    CheckResult result = asked().staleness("table: blocks");
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.measured()).containsEntry("withoutTime", 40L).containsEntry("age", 240.0);
    assertThat(result.findings())
        .extracting(Finding::summary)
        .containsExactly("40 rows have no time");
    assertThat(asked().staleness("{table: blocks, where: number > 1040}").status())
        .isEqualTo(Status.OK);
    assertThat(asked().staleness("{table: blocks, withoutTime: off}").status())
        .isEqualTo(Status.OK);
  }

  @Test
  default void whatAnExpressionCannotConvertIsCounted() throws SQLException {
    execute("ALTER TABLE blocks ADD COLUMN said VARCHAR");
    execute("UPDATE blocks SET said = CASE WHEN number = 1007 THEN 'n/a' ELSE '1' END");
    CheckResult result =
        asked()
            .staleness(
                "{table: blocks, timestamp: {sql: \"CASE WHEN said = '1' THEN timestamp END\"}}");
    assertThat(result.measured()).containsEntry("withoutTime", 1L);
    assertThat(result.findings()).extracting(Finding::summary).containsExactly("1 row has no time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIGINT", "TIMESTAMP", "TIMESTAMPTZ"})
  default void groupWithoutAnyTimeIsUnknown(String type) throws SQLException {
    create("BIGINT", type, n -> true);
    execute("ALTER TABLE blocks ADD COLUMN half BIGINT", "UPDATE blocks SET half = number % 2");
    assertThat(asked().staleness(BY_HALF).status()).isEqualTo(Status.OK);
    execute("UPDATE blocks SET timestamp = NULL WHERE half = 1 OR number = 1000");
    CheckResult result = asked().staleness(BY_HALF);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.measured()).containsEntry("groups", 2).containsEntry("withoutTime", 51L);
    assertThat(subjects(result))
        .containsExactly("blocks: rows without time", "blocks half=1: newest row");
    assertThat(result.findings().get(1).summary())
        .isEqualTo("could not be checked: none of its quotes has a time up to now");
    assertThat(result.summary()).endsWith("the oldest of 2 groups; 1 without a time");
  }

  @Test
  default void groupThatIsAllInTheFutureIsUnknown() throws SQLException {
    execute("ALTER TABLE blocks ADD COLUMN half BIGINT", "UPDATE blocks SET half = number % 2");
    execute("UPDATE blocks SET timestamp = timestamp + 900000 WHERE half = 1");
    CheckResult result = asked().staleness(BY_HALF);
    assertThat(subjects(result))
        .containsExactly("blocks: times in the future", "blocks half=1: newest row");
    assertThat(result.findings().get(1).summary())
        .endsWith("it has no quotes up to now, but 50 in the future");
  }

  /** The run read the clock before it asked, and clocks differ. */
  @Test
  default void rowsThatAreWrittenWhileARunAsksAreNotOfTheFuture() throws SQLException {
    execute("UPDATE blocks SET timestamp = %d WHERE number = 1099".formatted(soon(60)));
    for (String by : List.of("", ", by: [number]")) {
      assertThat(asked().staleness("{table: blocks, critical: 1h%s}".formatted(by)).measured())
          .containsEntry("future", 0L);
      assertThat(asked().gaps("{table: blocks%s}".formatted(by)).measured())
          .containsEntry("future", 0L);
    }
    execute("UPDATE blocks SET timestamp = %d WHERE number = 1099".formatted(soon(61)));
    assertThat(asked().staleness("table: blocks").measured()).containsEntry("future", 1L);
    assertThat(asked().gaps("{table: blocks}").measured()).containsEntry("future", 1L);
  }

  /** One row for each worker, updated in place by a clock that is a little ahead. */
  @Test
  default void rowOfAClockThatIsALittleAheadIsFresh() throws SQLException {
    execute(
        "DELETE FROM blocks WHERE number > 1001",
        "UPDATE blocks SET timestamp = %d".formatted(soon(15)));
    for (String by : List.of("", ", by: [number]")) {
      CheckResult result = asked().staleness("{table: blocks, critical: 1h%s}".formatted(by));
      assertThat(result.status()).isEqualTo(Status.OK);
      assertThat(result.measured()).containsEntry("age", 0.0).containsEntry("future", 0L);
    }
    assertUnknown(
        asked().gaps("{table: blocks}"),
        "2 rows up to now, all of the last 3m, which are left to settle");
    execute("UPDATE blocks SET timestamp = %d".formatted(soon(90)));
    String reason = "no rows up to now, but 2 in the future";
    assertUnknown(asked().staleness("table: blocks"), reason);
    assertUnknown(asked().staleness("{table: blocks, by: [number]}"), reason);
    assertUnknown(asked().gaps("{table: blocks}"), reason);
  }

  @Test
  default void withoutALimitNothingIsCalledFresh() {
    assertThat(asked().staleness("{table: blocks, critical: off}").facts())
        .extracting(Fact::label)
        .contains("Age")
        .doesNotContain("Fresh");
    assertThat(asked().staleness("{table: blocks, critical: off, warning: 1h}").facts())
        .contains(new Fact("Fresh", "True"));
  }

  private static long soon(int seconds) {
    return NOW.getEpochSecond() + seconds;
  }

  @Test
  default void manyGroupsWithoutATimeAreAllCounted() throws SQLException {
    execute("UPDATE blocks SET timestamp = NULL WHERE number < 1060");
    CheckResult result = asked().staleness("{table: blocks, by: [number], critical: 1h}");
    assertThat(result.measured()).containsEntry("groups", 100);
    assertThat(result.complete()).isFalse();
    assertThat(result.findings()).hasSize(22);
    assertThat(result.findings().get(21).summary())
        .endsWith("40 groups more without a row that has a time up to now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TIMESTAMP", "TIMESTAMPTZ"})
  default void timesBeforeAllTimesAreNone(String type) throws SQLException {
    create("BIGINT", type, n -> true);
    execute("UPDATE blocks SET timestamp = '-infinity' WHERE number < 1050");
    assertThat(asked().staleness("table: blocks").measured()).containsEntry("withoutTime", 50L);
    CheckResult groups = asked().staleness("{table: blocks, by: [number], critical: 1h}");
    assertThat(groups.status()).isEqualTo(Status.UNKNOWN);
    assertThat(groups.measured()).containsEntry("groups", 100).containsEntry("withoutTime", 50L);
    assertThat(asked().gaps("{table: blocks, every: 15m}").measured())
        .containsEntry("withoutTime", 50L);
    assertThat(asked().gaps("table: blocks").measured()).containsEntry("withoutTime", 50L);
    CheckResult reaching = asked().gaps("{table: blocks, first: window}");
    assertThat(reaching.status()).isEqualTo(Status.CRITICAL);
    assertThat(subjects(reaching)).contains("blocks beginning");
    execute("UPDATE blocks SET timestamp = '-infinity'");
    assertUnknown(asked().gaps("table: blocks"), "100 rows, but none has a time");
    assertUnknown(asked().staleness("table: blocks"), "100 rows, but none has a time");
  }

  /** Whatever time they got in between, they were there, and would be in the window still. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NULL WHERE number < 1040",
        "timestamp + 900000 WHERE number < 1040",
        "NULL WHERE half = 'OLD'"
      })
  default void rowsThatLoseTheirTimeAndThenGoAreLost(String time) throws SQLException {
    String by = time.contains("half") ? ", by: [half]" : "";
    String yaml = "{table: blocks, timestamp: timestamp, window: 30d%s}".formatted(by);
    execute(
        "ALTER TABLE blocks ADD COLUMN half VARCHAR(9)",
        "UPDATE blocks SET half = CASE WHEN number < 1040 THEN 'OLD' ELSE 'NEW' END");
    Past past = Contexts.left(asked().gaps(yaml).measured(), NOW);
    execute("UPDATE blocks SET timestamp = " + time);
    for (int hours = 1; hours < 60; hours += 25) {
      Instant now = NOW.plusSeconds(hours * 3600L);
      CheckResult moved = asked(now).gaps(yaml, past);
      assertThat(moved.status()).as("after %d hours", hours).isEqualTo(Status.WARNING);
      past = Contexts.both(past, Contexts.left(moved.measured(), now));
    }
    execute("DELETE FROM blocks WHERE half = 'OLD'");
    CheckResult gone = asked(NOW.plusSeconds(60 * 3600)).gaps(yaml, past);
    assertThat(gone.status()).isEqualTo(Status.CRITICAL);
    assertThat(gone.measured()).containsEntry("missing", 0L);
    assertThat(subjects(gone))
        .containsExactly(by.isEmpty() ? "blocks beginning" : "blocks half=OLD: lost rows");
  }
}

package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that were lost are back, or are looked for after a long pause. */
interface RestoredContract extends BlocksTable {
  /** The first of them leave the window as they would have anyway; that is no odd time. */
  @ParameterizedTest
  @ValueSource(strings = {"", ", by: [symbol]"})
  default void restoredRowsMayLeaveTheWindow(String by) throws SQLException {
    String yaml = "{table: blocks, timestamp: timestamp, window: 30m, grace: 0s%s}".formatted(by);
    execute(
        "ALTER TABLE blocks ADD COLUMN symbol VARCHAR(9)",
        "UPDATE blocks SET symbol = 'BTC'",
        "DROP TABLE IF EXISTS saved",
        "CREATE TABLE saved AS SELECT * FROM blocks WHERE number < 1050");
    Past whole = Contexts.left(asked().gaps(yaml).measured(), NOW);
    execute("DELETE FROM blocks WHERE number < 1050");
    CheckResult lost = asked(NOW.plusSeconds(60)).gaps(yaml, whole);
    assertThat(lost.status()).isEqualTo(Status.CRITICAL);
    Past both = Contexts.both(whole, Contexts.left(lost.measured(), NOW.plusSeconds(60)));
    execute("INSERT INTO blocks SELECT * FROM saved", "DROP TABLE saved");
    assertThat(asked(NOW.plusSeconds(700)).gaps(yaml, both).findings()).isEmpty();
    execute("UPDATE blocks SET timestamp = 1000 WHERE number IN (1010, 1015)");
    assertThat(asked(NOW.plusSeconds(700)).gaps(yaml, both).measured()).containsEntry("order", 2L);
  }

  /** The first hours of a group stay missing however often it is written down where it begins. */
  @Test
  default void beginningOfAGroupWithARhythmStaysMissing() throws SQLException {
    String yaml = "{table: blocks, by: [symbol], every: 1m, window: 1h, grace: 0s}";
    execute("ALTER TABLE blocks ADD COLUMN symbol VARCHAR(9)", "UPDATE blocks SET symbol = 'BTC'");
    Past past = Contexts.left(asked().gaps(yaml).measured(), NOW);
    execute("DELETE FROM blocks WHERE number < 1030");
    String begin = Instant.ofEpochSecond(BEGIN).toString().replace('T', ' ').substring(0, 16);
    for (int minutes = 1; minutes < 30; minutes += 8) {
      Instant now = NOW.plusSeconds(minutes * 60L);
      CheckResult result = asked(now).gaps(yaml, past);
      assertThat(result.findings())
          .as("after %d minutes", minutes)
          .extracting(Finding::summary)
          .anySatisfy(summary -> assertThat(summary).contains("missing: ", begin));
      past = Contexts.both(past, Contexts.left(result.measured(), now));
    }
  }

  /** In a window of an hour it begins 24 minutes ago; after 35 minutes all of it is in it still. */
  @Test
  default void groupThatBeginsWithinTheWindowOutlivesALongPause() throws SQLException {
    String yaml = "{table: blocks, by: [symbol], timestamp: timestamp, window: 1h, grace: 0s}";
    twoGroups();
    Past past = Contexts.left(asked().gaps(yaml).measured(), NOW);
    execute("DELETE FROM blocks WHERE symbol = 'OLD' OR number < 1020");
    assertThat(asked(NOW.plusSeconds(35 * 60)).gaps(yaml, past).findings())
        .extracting(Finding::subject, Finding::observed)
        .containsExactlyInAnyOrder(
            tuple("blocks symbol=OLD: lost rows", "10 lost"),
            tuple("blocks symbol=BTC: lost rows", "10 lost"));
  }

  /** It ended 22 minutes ago; what it lacked since is no row that it had. */
  @Test
  default void groupWithARhythmThatEndedLeavesTheWindowDuringALongPause() throws SQLException {
    String yaml = "{table: blocks, by: [symbol], every: 1m, window: 1h, grace: 0s}";
    twoGroups();
    Past past = Contexts.left(asked().gaps(yaml).measured(), NOW);
    assertThat(asked(NOW.plusSeconds(50 * 60)).gaps(yaml, past).findings())
        .extracting(Finding::subject)
        .containsExactly("blocks symbol=BTC");
  }

  /** Its first rows were lost half an hour before, and would have left the window by now. */
  @Test
  default void whatAGroupGotAfterALossIsMissedForAsLong() throws SQLException {
    String yaml = "{table: blocks, by: [symbol], timestamp: timestamp, window: 1h, grace: 0s}";
    twoGroups();
    Past past = Contexts.left(asked().gaps(yaml).measured(), NOW);
    execute("DELETE FROM blocks WHERE symbol = 'BTC' AND number < 1020");
    past = and(past, yaml, 1);
    execute(
        "INSERT INTO blocks SELECT number + 90, timestamp + 1800, symbol FROM blocks"
            + " WHERE symbol = 'BTC' AND number > 1090",
        "INSERT INTO blocks SELECT number - 171, timestamp, 'OLD' FROM blocks WHERE number > 1180");
    past = and(past, yaml, 30);
    execute("DELETE FROM blocks WHERE symbol = 'BTC'");
    past = and(past, yaml, 40);
    assertThat(asked(NOW.plusSeconds(70 * 60)).gaps(yaml, past).findings())
        .extracting(Finding::subject, Finding::summary)
        .contains(
            tuple("blocks symbol=BTC: lost rows", "all its rows are gone; they ended at 1189"));
  }

  /** They were back when a run last looked. */
  @Test
  default void restoredRowsOfAGroupMayBeDeletedByRetentionDuringALongPause() throws SQLException {
    String yaml =
        "{table: blocks, by: [symbol], timestamp: timestamp, window: 1h, retention: 30m,"
            + " grace: 0s}";
    execute(
        "ALTER TABLE blocks ADD COLUMN symbol VARCHAR(9)",
        "UPDATE blocks SET symbol = 'BTC'",
        "DROP TABLE IF EXISTS saved",
        "CREATE TABLE saved AS SELECT * FROM blocks WHERE number < 1050");
    Past past = Contexts.left(asked().gaps(yaml).measured(), NOW);
    execute("DELETE FROM blocks WHERE number < 1050");
    past = and(past, yaml, 1);
    execute("INSERT INTO blocks SELECT * FROM saved", "DROP TABLE saved");
    past = and(past, yaml, 2);
    execute("DELETE FROM blocks WHERE number < 1090");
    assertThat(asked(NOW.plusSeconds(28 * 60)).gaps(yaml, past).findings()).isEmpty();
  }

  /** And what a run leaves that many minutes later. */
  private Past and(Past past, String yaml, int minutes) throws SQLException {
    Instant now = NOW.plusSeconds(minutes * 60L);
    return Contexts.both(past, Contexts.left(asked(now).gaps(yaml, past).measured(), now));
  }
}

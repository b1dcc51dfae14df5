package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.IncidentTracker;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * How what is wrong with a table ends, whichever database is asked: what was put right is resolved,
 * what left the window before that is closed.
 */
interface EndingContract extends BlocksTable {
  /** By then block 1060 has left a window of 20 minutes. */
  Instant LATER = NOW.plusSeconds(96 * 12);

  @Test
  default void duplicatesEnd() throws SQLException {
    assertEnds(
        "{table: blocks, window: 15m, grace: 0s}",
        "blocks: duplicates",
        "INSERT INTO blocks SELECT * FROM blocks WHERE number = 1050",
        "CREATE TABLE once AS SELECT DISTINCT * FROM blocks; DROP TABLE blocks;"
            + " ALTER TABLE once RENAME TO blocks");
  }

  @Test
  default void misalignedTimesEnd() throws SQLException {
    assertEnds(
        "{table: blocks, chain: ethereum, window: 15m, grace: 0s, unexplainedInterval: off}",
        "blocks: slot alignment",
        "UPDATE blocks SET timestamp = timestamp + 1 WHERE number = 1050",
        "UPDATE blocks SET timestamp = timestamp - 1 WHERE number = 1050");
  }

  @Test
  default void timesOutOfOrderEnd() throws SQLException {
    assertEnds(
        "{table: blocks, window: 15m, grace: 0s}",
        "blocks: order of times",
        "UPDATE blocks SET timestamp = timestamp - 30 WHERE number = 1050",
        "UPDATE blocks SET timestamp = timestamp + 30 WHERE number = 1050");
  }

  @Test
  default void rowsWithTimesOutsideOfTheWindowEnd() throws SQLException {
    assertEnds(
        "{table: blocks, window: 15m, grace: 0s}",
        "blocks: order of times",
        "UPDATE blocks SET timestamp = timestamp - 100000 WHERE number = 1050",
        "UPDATE blocks SET timestamp = timestamp + 100000 WHERE number = 1050");
  }

  @Test
  default void furtherRangesEnd() throws SQLException {
    assertEnds(
        "{table: blocks, window: 15m, grace: 0s, list: 1}",
        "blocks: further ranges",
        "DELETE FROM blocks WHERE number IN (1050, 1051, 1055)",
        "INSERT INTO blocks VALUES "
            + "(1050, %d), (1051, %d), (1055, %d)"
                .formatted(BlocksTable.at(1050), BlocksTable.at(1051), BlocksTable.at(1055)));
  }

  @Test
  default void whatAGroupLacksEnds() throws SQLException {
    execute("ALTER TABLE blocks ADD COLUMN symbol VARCHAR(9)", "UPDATE blocks SET symbol = 'BTC'");
    assertEnds(
        "{table: blocks, by: [symbol], window: 15m, grace: 0s}",
        "blocks symbol=BTC",
        "DELETE FROM blocks WHERE number = 1050",
        "INSERT INTO blocks VALUES (1050, %d, 'BTC')".formatted(BlocksTable.at(1050)));
  }

  @Test
  default void whatAGroupLacksOfARhythmEnds() throws SQLException {
    execute("ALTER TABLE blocks ADD COLUMN symbol VARCHAR(9)", "UPDATE blocks SET symbol = 'BTC'");
    assertEnds(
        "{table: blocks, by: [symbol], every: 15s, settle: 5m, window: 20m, grace: 0s}",
        "blocks symbol=BTC",
        "DELETE FROM blocks WHERE number BETWEEN 1050 AND 1052",
        "INSERT INTO blocks VALUES (1050, %d, 'BTC'), (1051, %d, 'BTC'), (1052, %d, 'BTC')"
            .formatted(BlocksTable.at(1050), BlocksTable.at(1051), BlocksTable.at(1052)));
  }

  @Test
  default void duplicatesOfAGroupEnd() throws SQLException {
    execute("ALTER TABLE blocks ADD COLUMN symbol VARCHAR(9)", "UPDATE blocks SET symbol = 'BTC'");
    assertEnds(
        "{table: blocks, by: [symbol], window: 15m, grace: 0s}",
        "blocks symbol=BTC: duplicates",
        "INSERT INTO blocks SELECT * FROM blocks WHERE number = 1060",
        "CREATE TABLE once AS SELECT DISTINCT * FROM blocks; DROP TABLE blocks;"
            + " ALTER TABLE once RENAME TO blocks");
  }

  @Test
  default void whatAGroupHadIsRemembered() throws SQLException {
    String yaml = "{table: blocks, by: [symbol], window: 1h, grace: 0s}";
    twoGroups();
    Past past = Contexts.left(asked().gaps(yaml).measured(), NOW);
    execute("DELETE FROM blocks WHERE symbol = 'OLD' OR number < 1020");
    assertThat(asked(NOW.plusSeconds(60)).gaps(yaml, past).findings())
        .extracting(Finding::subject, Finding::summary)
        .containsExactlyInAnyOrder(
            tuple("blocks symbol=OLD: lost rows", "all its rows are gone; it had 1000 to 1009"),
            tuple(
                "blocks symbol=BTC: lost rows",
                "its rows begin only at 1020; it had 1010 to 1019"));
    // They are elsewhere, with times of another day.
    execute("INSERT INTO blocks VALUES (1005, 0, 'OLD')");
    assertThat(asked(NOW.plusSeconds(60)).gaps(yaml, past).findings())
        .filteredOn(finding -> finding.subject().contains("OLD"))
        .extracting(Finding::observed)
        .containsExactly("9 lost");
    // In a window of an hour a quarter of it may have left it before anybody looks again.
    assertThat(asked(NOW.plusSeconds(45 * 60)).gaps(yaml, past).findings()).isEmpty();
  }

  @Test
  default void whatAGroupLostAtBothItsEndsIsToldOfBoth() throws SQLException {
    String yaml = "{table: blocks, by: [symbol], window: 1h, grace: 0s}";
    execute("ALTER TABLE blocks ADD COLUMN symbol VARCHAR(9)", "UPDATE blocks SET symbol = 'BTC'");
    Past past = Contexts.left(asked().gaps(yaml).measured(), NOW);
    execute("DELETE FROM blocks WHERE number < 1020 OR number > 1090");
    assertThat(asked(NOW.plusSeconds(60)).gaps(yaml, past).findings())
        .extracting(Finding::summary, Finding::observed)
        .containsExactly(
            tuple(
                "its rows begin only at 1020; it had 1000 to 1019; its rows end at"
                    + " 1090; they ended at 1099",
                "29 lost"));
  }

  private void assertEnds(String yaml, String subject, String broken, String fixed)
      throws SQLException {
    execute(broken.split("; *"));
    Told left = new Told();
    assertThat(left.run(asked().gaps(yaml))).contains("OPENED " + subject);
    Told fixing = left.copy();
    // Rows go on for as long as the window is.
    execute(
        "CREATE TABLE more AS SELECT * FROM blocks WHERE number > 1075",
        "UPDATE more SET number = number + 24, timestamp = timestamp + 288",
        "INSERT INTO blocks SELECT * FROM more");
    for (int i = 0; i < 3; i++) {
      execute(
          "UPDATE more SET number = number + 24, timestamp = timestamp + 288",
          "INSERT INTO blocks SELECT * FROM more");
    }
    assertThat(left.run(asked(LATER).gaps(yaml))).contains("CLOSED " + subject);

    execute(("DROP TABLE more; DELETE FROM blocks WHERE number > 1099; " + fixed).split("; *"));
    assertThat(fixing.run(asked(NOW.plusSeconds(1)).gaps(yaml))).isEmpty();
    assertThat(fixing.run(asked(NOW.plusSeconds(2)).gaps(yaml))).contains("RESOLVED " + subject);
  }

  /** What is told of the incidents of one check. */
  final class Told {
    private final IncidentTracker tracker = new IncidentTracker("chain");
    private final Supplier<String> ids = Samples.ids();
    private List<Incident> active = List.of();

    Told copy() {
      Told copy = new Told();
      copy.active = active;
      return copy;
    }

    List<String> run(CheckResult result) {
      Advance advance =
          tracker.advance(active, List.of(result), check -> IncidentPolicy.DEFAULT, NOW, ids);
      active = advance.incidents().stream().filter(it -> !it.state().isOver()).toList();
      return advance.transitions().stream()
          .map(it -> it.kind() + " " + it.incident().finding().subject())
          .toList();
    }
  }
}

package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Place;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A table of who took part that does not tell enough. */
interface WhoTookPartContract extends AskedEpochs {
  /** The seal of one group is none of the other's. */
  @Test
  default void groupsThatShareAChannelAreNotToldApart() throws SQLException {
    Ledger ledger = healthy();
    ledger.seal("CLS", "2025-11-15T00:00:00Z", "11:00", "lacy");
    ledger
        .withParticipants()
        .execute(
            "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch = " + hour("04:00"),
            "ALTER TABLE channel_participation DROP COLUMN token_group");
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .filteredOn(finding -> finding.subject().equals("participation"))
        .singleElement()
        .extracting(Finding::observed)
        .asString()
        .startsWith("groups share channels, and table channel_participation does not");
  }

  /** As those from before the column was there. */
  @Test
  default void rowsOfNoGroupMustBeSealedBySomeGroup() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "UPDATE channel_participation SET token_group = NULL",
            "DELETE FROM sealed_epochs WHERE channel = 'train' AND epoch = " + hour("04:00"));
    CheckResult result = ask(ALL);
    assertThat(result.covered().unread("incomplete epochs", Place.WHOLE)).isEmpty();
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly(
            "incomplete epochs",
            "1 channel took part and has no seal: train in 2025-11-15 04:00 UTC");
  }

  /** What collects may have stopped this hour, and that is told by a check of its table. */
  @Test
  default void oneEpochWithoutAnyoneIsNoFaultOfTheSeals() throws SQLException {
    healthy()
        .withParticipants()
        .execute("DELETE FROM channel_participation WHERE epoch >= " + hour("10:00"));
    assertThat(ask(ALL).findings()).isEmpty();
  }

  /** The other group goes on taking part. */
  @Test
  default void oneGroupThatStoodStillIsUnknown() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM channel_participation WHERE token_group = 'MILO' AND epoch > "
                + hour("02:00"));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::observed)
        .containsExactly(
            "milo: participation",
            "table channel_participation has no row of milo after 2025-11-15 02:00 UTC, and its"
                + " epochs up to 2025-11-15 11:00 UTC are sealed: nobody knows who took part");
    assertThat(result.covered().unread("milo: incomplete epochs", Place.of("milo"))).isPresent();
    assertThat(result.covered().unread("cls: incomplete epochs", Place.of("cls"))).isEmpty();
  }

  /** What is sealed was taken part in. */
  @Test
  default void aTableThatStoodStillIsUnknown() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM channel_participation WHERE epoch > " + hour("02:00"),
            "INSERT INTO channel_participation VALUES (%d, 'lacy', 'x', 'MILO')"
                .formatted(hour("12:00") + 86_400));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::observed)
        .containsExactly(
            "participation",
            "table channel_participation has no row after 2025-11-15 02:00 UTC, and epochs up to"
                + " 2025-11-15 11:00 UTC are sealed: nobody knows who took part");
    assertThat(result.covered().unread("milo: incomplete epochs", Place.of("milo"))).isPresent();
  }
}

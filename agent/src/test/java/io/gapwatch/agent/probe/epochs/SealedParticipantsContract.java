package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.NOW;
import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many took part in what was sealed. */
interface SealedParticipantsContract extends AskedEpochs {
  @Test
  default void sealWithoutParticipants() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM sealed_participants WHERE channel = 'lacy' AND epoch = " + hour("02:00"));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::summary)
        .isEqualTo("1 seal without participants: lacy in 2025-11-15 02:00 UTC");
  }

  @Test
  default void noParticipantsInAnyRecentSeal() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM sealed_participants WHERE channel IN ('lacy', 'adapt') AND epoch >= "
                + hour("09:00"));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .extracting(Finding::subject)
        .contains("milo: zero participants in recent epochs", "milo: zero participants");
  }

  /** Their join counted all participants for both groups. */
  @Test
  default void participantsOfTwoGroupsInOneChannelAreNotToldApart() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    ledger.seal("CLS", "2025-11-15T09:00:00Z", "11:00", "lacy");
    CheckResult result = ask("{table: sealed_epochs, participants: {table: sealed_participants}}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed()).startsWith("groups share channels");
    ledger.execute("ALTER TABLE sealed_participants ADD COLUMN token_group TEXT");
    ledger.execute("UPDATE sealed_participants SET token_group = 'milo' WHERE channel = 'lacy'");
    // What is of no group is from before the column was there.
    CheckResult apart = ask("{table: sealed_epochs, participants: {table: sealed_participants}}");
    assertThat(apart.findings())
        .extracting(Finding::subject)
        .contains("cls: zero participants")
        .doesNotContain("milo: zero participants");
  }

  /** The hour of 10:00 is not due yet, so that it need not be whole. */
  @Test
  default void dropOfParticipants() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    lose(ledger, "lacy", "09:00");
    lose(ledger, "lacy", "10:00");
    lose(ledger, "adapt", "10:00");
    assertThat(ask(ALL).status()).isEqualTo(Status.OK);
    lose(ledger, "adapt", "09:00");
    CheckResult dropped = ask(ALL);
    assertThat(dropped.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly(
            "milo: participants",
            "2 participants in 2025-11-15 09:00 UTC, 90% below the median of 20");
  }

  /** All but one of ten. */
  private static void lose(Ledger ledger, String channel, String hour) throws SQLException {
    ledger.execute(
        "DELETE FROM sealed_participants WHERE channel = '%s' AND user_hash <> 'user1' AND epoch = %d"
            .formatted(channel, hour(hour)));
  }

  @Test
  default void youngHistoryIsNoFalseAlarm() throws SQLException {
    healthy()
        .withParticipants()
        .execute("DELETE FROM sealed_epochs WHERE epoch < " + hour("07:00"));
    CheckResult result = ask("{table: sealed_epochs, participants: {table: sealed_participants}}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .allSatisfy(
            finding -> {
              assertThat(finding.observed())
                  .isEqualTo("a drop is not known from 2 earlier epochs; 6 are needed");
              assertThat(finding.unsettledAt(NOW)).isTrue();
              assertThat(finding.unsettledAt(NOW.plus(Duration.ofHours(6)))).isFalse();
            });
    assertThat(
            ask("{table: sealed_epochs, participants: {table: sealed_participants}, drop: off}")
                .status())
        .isEqualTo(Status.OK);
  }
}

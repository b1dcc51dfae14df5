package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Epochs that are missing between others, and channels that took part and have no seal. */
interface MissingSealsContract extends AskedEpochs {
  @Test
  default void epochThatIsMissingBetweenOthers() throws SQLException {
    healthy()
        .execute(
            "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch = " + hour("04:00"));
    CheckResult result = ask(PLAIN);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly(
            "milo: missing epochs", "1 epoch not sealed between others: 2025-11-15 04:00 UTC");
  }

  /** Nobody is told of zero participants by a zero: such an epoch has no row. */
  @Test
  default void channelThatTookPartAndHasNoSeal() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM sealed_epochs WHERE channel = 'train' AND epoch = " + hour("04:00"),
            // An idle channel has no row, and that is well.
            "DELETE FROM sealed_epochs WHERE channel = 'lacy' AND epoch = " + hour("05:00"),
            "DELETE FROM channel_participation WHERE channel = 'lacy' AND epoch = "
                + hour("05:00"));
    CheckResult result = ask(ALL);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly(
            "cls: incomplete epochs",
            "1 channel took part and has no seal: train in 2025-11-15 04:00 UTC");
  }

  @Test
  default void emptyParticipationIsUnknownAndHidesNoMissingEpoch() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM channel_participation",
            "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch = " + hour("04:00"));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .extracting(Finding::subject)
        .contains("participation", "milo: missing epochs");
  }

  @Test
  default void participationWithoutGroups() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "ALTER TABLE channel_participation DROP COLUMN token_group",
            "DELETE FROM sealed_epochs WHERE channel = 'train' AND epoch = " + hour("04:00"));
    CheckResult result = ask(ALL);
    assertThat(result.findings()).extracting(Finding::subject).containsExactly("incomplete epochs");
  }
}

package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import java.sql.SQLException;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the operators' sealing does, and each way in which their monitors were wrong about it. */
interface EpochsContract
    extends StallContract,
        OddSealsContract,
        SealTableContract,
        MissingSealsContract,
        LostSealsContract,
        EvidenceContract,
        LateRowsContract,
        WhoTookPartContract,
        SealedParticipantsContract,
        BacklogContract {
  @Test
  default void healthyHourIsOk() throws SQLException {
    healthy().withParticipants();
    CheckResult result = ask(ALL);
    assertThat(result.findings()).isEmpty();
    assertThat(result.summary())
        .isEqualTo(
            "cls newest epoch 11:00 UTC, sealed 8m ago; milo newest epoch 11:00 UTC, sealed 8m"
                + " ago");
    assertThat(result.facts())
        .extracting(fact -> fact.label() + ": " + fact.text())
        .contains(
            "Database: a test",
            "Newest epoch of cls: 1763204400 (2025-11-15 11:00 UTC), sealed 8m ago, 3 channels, 30"
                + " participants",
            "Current epoch: 1763208000, ends at 13:00 UTC in 50m");
    assertThat(result.measured())
        .containsEntry("age", Map.of("cls", 480.0, "milo", 480.0))
        .containsEntry("lag", Map.of("cls", 120.0, "milo", 120.0))
        .containsEntry("behind", Map.of("cls", 0L, "milo", 0L));
    assertThat(result.measured().get("recent"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(10)
        .first()
        .isEqualTo(
            Map.of(
                "epoch",
                hour("11:00"),
                "group",
                "cls",
                "channels",
                3,
                "largest",
                "jynxzi",
                "participants",
                30L,
                "sealedAt",
                "2025-11-15T12:02:00Z",
                "published",
                0L));
  }
}

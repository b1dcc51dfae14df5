package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Seals that cannot be, of the future or beside the grid. */
interface OddSealsContract extends AskedEpochs {
  @Test
  default void epochInTheFutureHidesNoStall() throws SQLException {
    Ledger.sealedUntil(connection(), "05:00")
        .execute(
            "INSERT INTO sealed_epochs VALUES (%d, 'lacy', 'MILO', %d, 0)"
                .formatted(hour("15:00"), hour("12:00")));
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .extracting(Finding::subject)
        .containsExactly("cls: newest epoch", "milo: newest epoch", "epochs in the future");
  }

  /** The clock of what seals, or ours, is wrong: "sealed -52m ago" is no time. */
  @Test
  default void sealOfTheGoingEpochIsToldAsOfTheFuture() throws SQLException {
    healthy()
        .execute(
            "INSERT INTO sealed_epochs VALUES (%d, 'lacy', 'MILO', %d, 0)"
                .formatted(hour("12:00"), hour("13:00") + 120));
    CheckResult result = ask(PLAIN);
    assertThat(result.summary()).contains("milo newest epoch 12:00 UTC, sealed 52m in the future");
    assertThat(result.facts().toString()).contains("sealed 52m in the future");
  }

  /** The guide's own sample: 1762370000 and the like are no multiples of 3600. */
  @Test
  default void epochsOffTheGrid() throws SQLException {
    healthy()
        .execute(
            "INSERT INTO sealed_epochs VALUES (%d, 'lacy', 'MILO', %d, 0)"
                .formatted(hour("10:00") + 800, hour("11:00")));
    CheckResult result = ask(PLAIN);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::summary)
        .isEqualTo(
            "1 seal off the grid: epoch %d is not the start of a period of 1h"
                .formatted(hour("10:00") + 800));
  }
}

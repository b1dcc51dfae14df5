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

  @Test
  default void sealsFromBeforeTheirEpoch() throws SQLException {
    healthy()
        .execute(
            "UPDATE sealed_epochs SET sealed_at = epoch - 7200 WHERE channel = 'lacy' AND epoch = "
                + hour("04:00"));
    CheckResult result = ask(PLAIN);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly(
            "epochs sealed too early",
            "1 seal sealed too early: epoch %d began after its seal".formatted(hour("04:00")));
  }

  @Test
  default void rowsWithoutAnEpoch() throws SQLException {
    healthy().execute("UPDATE sealed_epochs SET epoch = NULL WHERE epoch = " + hour("11:00"));
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::observed)
        .containsExactly("rows without an epoch", "5");
  }

  /** It is no moment, of an epoch or of a seal, and no other row is unreadable for it. */
  @Test
  default void epochsWithoutEnd() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "ALTER TABLE sealed_epochs ALTER epoch TYPE TIMESTAMP USING CAST(TIMESTAMP '1970-01-01' + epoch * INTERVAL '1 second' AS TIMESTAMP)",
            "ALTER TABLE sealed_epochs ALTER sealed_at TYPE TIMESTAMP USING CAST(TIMESTAMP '1970-01-01' + sealed_at * INTERVAL '1 second' AS TIMESTAMP)",
            "INSERT INTO sealed_epochs VALUES ('infinity', 'lacy', 'MILO', 'infinity', 0), ('-infinity', 'lacy', 'OTHER', NULL, 0), (TIMESTAMP '2025-11-15 12:00:00', 'lacy', 'MILO', 'infinity', 0)");
    CheckResult result = ask(ALL);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::observed)
        .containsExactly("rows without an epoch", "2");
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

package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.NOW;
import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of other columns and types, and one without rows. */
interface SealTableContract extends AskedEpochs {
  /** An empty table had an age of 0, and looked perfectly fresh. */
  @Test
  default void emptyTableIsUnknown() throws SQLException {
    healthy().execute("DELETE FROM sealed_epochs");
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed())
        .isEqualTo("table sealed_epochs is empty in a test");
    assertThat(ask("{table: epochs}").status()).isEqualTo(Status.UNKNOWN);
  }

  /** A migration wrote a group in another case; it matched 0 rows. */
  @Test
  default void groupsAreComparedWithoutCase() throws SQLException {
    healthy()
        .execute(
            "UPDATE sealed_epochs SET token_group = 'milo' WHERE token_group = 'MILO' AND epoch < "
                + hour("08:00"));
    CheckResult result = ask("{table: sealed_epochs, groups: [Milo, cls]}");
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.measured()).containsEntry("missing", Map.of("milo", 0, "cls", 0));
  }

  @Test
  default void columnsThatMayBeMissing() throws SQLException {
    healthy()
        .execute(
            "ALTER TABLE sealed_epochs DROP COLUMN token_group",
            "ALTER TABLE sealed_epochs DROP COLUMN published");
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("newest epoch 11:00 UTC, sealed 8m ago");
    assertThat(result.measured()).doesNotContainKeys("backlog");
    assertThat(ask("{table: sealed_epochs, group: token_grup}").status()).isEqualTo(Status.UNKNOWN);
    // Groups that are named cannot be told apart any longer: not to know that is no health.
    CheckResult named = ask("{table: sealed_epochs, groups: [MILO, CLS]}");
    assertThat(named.status()).isEqualTo(Status.UNKNOWN);
    assertThat(named.summary()).contains("token_group");
    assertThat(ask("{table: sealed_epochs, backlog: {warning: 1}}").status())
        .isEqualTo(Status.UNKNOWN);
  }

  /** Any periodic sealing: daily closings, with other names and types. */
  @Test
  default void dailyClosingsOfAnotherTable() throws SQLException {
    Databases.execute(
        connection(),
        "DROP TABLE IF EXISTS closings",
        "CREATE TABLE closings (day DATE, closed TIMESTAMP, branch TEXT, sent BOOLEAN)",
        "INSERT INTO closings SELECT CAST(TIMESTAMP '2025-11-01 00:00:00' + i * INTERVAL '1 day' AS"
            + " DATE), TIMESTAMP '2025-11-02 03:00:00' + i * INTERVAL '1 day', 'north', i < 12 FROM"
            + " generate_series(0, 13) AS t(i)");
    String yaml =
        "{table: closings, epoch: day, sealedAt: closed, channel: branch, published: sent, every:"
            + " 1d, lag: 6h, warning: 30h, critical: 54h}";
    CheckResult result = ask(yaml);
    assertThat(result.findings()).isEmpty();
    assertThat(result.measured()).containsEntry("backlog", 2L);
    assertThat(ask(yaml, NOW.plus(Duration.ofDays(1)), Past.NONE).status())
        .isEqualTo(Status.WARNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIGINT milliseconds", "TIMESTAMP", "TIMESTAMPTZ"})
  default void otherTypesOfTimes(String type) throws SQLException {
    Ledger ledger = healthy();
    String plain = type.split(" ", -1)[0];
    boolean number = plain.equals("BIGINT");
    ledger.execute("DROP TABLE IF EXISTS seals");
    ledger.execute(
        "CREATE TABLE seals AS SELECT %s AS epoch, channel, %s AS sealed_at FROM sealed_epochs"
            .formatted(
                number ? "epoch * 1000" : cast("epoch", plain),
                number ? "sealed_at * 1000" : cast("sealed_at", plain)));
    CheckResult result = ask("{table: seals}");
    assertThat(result.findings()).isEmpty();
    assertThat(result.summary()).isEqualTo("newest epoch 11:00 UTC, sealed 8m ago");
  }

  /** One group seals in milliseconds; the other, in seconds, stalled and was not seen at all. */
  @Test
  default void groupInAnotherUnitIsSeen() throws SQLException {
    healthy()
        .execute(
            "DELETE FROM sealed_epochs WHERE token_group = 'CLS' AND epoch > " + hour("02:00"),
            "UPDATE sealed_epochs SET epoch = epoch * 1000 WHERE token_group = 'MILO'");
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.summary())
        .isEqualTo(
            "cls newest epoch 02:00 UTC, sealed 9h 8m ago; milo newest epoch 11:00 UTC, sealed 8m"
                + " ago");
  }

  /** A single row in milliseconds, and nobody else took part. */
  @Test
  default void whoTookPartIsReadInEachUnit() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM sealed_epochs WHERE channel = 'lacy' AND epoch = " + hour("09:00"),
            "INSERT INTO channel_participation VALUES (%d, 'adapt', 'x', 'MILO')"
                .formatted(hour("10:00") * 1000));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .singleElement()
        .asString()
        .contains("lacy in 2025-11-15 09:00 UTC");
  }

  private static String cast(String seconds, String type) {
    return "CAST(TIMESTAMP '1970-01-01 00:00:00' + %s * INTERVAL '1 second' AS %s)"
        .formatted(seconds, type);
  }
}

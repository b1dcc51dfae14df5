package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.NOW;
import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is late, and what only seems to be. */
interface StallContract extends AskedEpochs {
  /** Those from before the table had its column of groups: a group without a name. */
  @Test
  default void rowsWithoutAGroupAreAGroup() throws SQLException {
    healthy()
        .execute(
            "INSERT INTO sealed_epochs SELECT epoch, channel, NULL, sealed_at, NULL FROM"
                + " sealed_epochs WHERE token_group = 'MILO' AND epoch < "
                + hour("11:00"));
    CheckResult result = ask(PLAIN);
    assertThat(result.measured())
        .containsEntry("behind", Map.of("", 0L, "cls", 0L, "milo", 0L))
        .containsEntry("age", Map.of("", 4080.0, "cls", 480.0, "milo", 480.0));
    assertThat(result.summary())
        .contains("without a group newest epoch 10:00 UTC, sealed 1h 8m ago");
  }

  /** A limit below the rhythm of the seals: nothing is late. */
  @Test
  default void whereNoEpochIsDueNoneShouldFollow() throws SQLException {
    healthy();
    assertThat(
            ask("{table: sealed_epochs, groups: [MILO], warning: 5m}").findings().get(0).summary())
        .isEqualTo("the newest epoch of milo is that of 2025-11-15 11:00 UTC, sealed 8m ago");
  }

  /** An hour is sealed after its end, up to 90 minutes late, and the next is two hours away. */
  @ParameterizedTest
  @ValueSource(strings = {"12:00:10", "12:02:00", "12:30:00", "13:01:59"})
  default void betweenTwoSealsNothingIsFalse(String time) throws SQLException {
    // The seal of 11:00 is late, the hour of 12:00 has just ended.
    Ledger.sealedUntil(connection(), "10:00").withParticipants();
    Databases.execute(
        connection(),
        "INSERT INTO channel_participation VALUES (%d, 'lacy', 'x', 'MILO'), (%d, 'lacy', 'x', 'MILO')"
            .formatted(hour("11:00"), hour("12:00")));
    CheckResult result = ask(ALL, Instant.parse("2025-11-15T" + time + "Z"), Past.NONE);
    assertThat(result.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"09:00, OK", "08:00, WARNING", "07:00, CRITICAL", "01:00, CRITICAL"})
  default void stallIsToldByTheAgeOfTheSeal(String newest, Status status) throws SQLException {
    Ledger.sealedUntil(connection(), newest);
    Instant now = newest.equals("09:00") ? NOW.minusSeconds(600) : NOW;
    assertThat(ask(PLAIN, now, Past.NONE).status()).isEqualTo(status);
  }

  /** The other group seals each hour; theirs was one verdict over all. */
  @ParameterizedTest
  @ValueSource(strings = {"2025-11-15T06:00:00Z", "2025-11-13T12:00:00Z"})
  default void stalledGroupNeverHidesBehindAnother(String newest) throws SQLException {
    healthy()
        .execute(
            "DELETE FROM sealed_epochs WHERE token_group = 'CLS' AND epoch > "
                + Instant.parse(newest).getEpochSecond());
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("cls: newest epoch");
              assertThat(finding.summary()).startsWith("the newest epoch of cls is that of");
              // Nobody counted who took part in what is older than the window.
              assertThat(result.facts().toString()).doesNotContain(" 0 participants", "not told");
              assertThat(finding.remedy()).contains("pm2 logs NAME --lines 100 --nostream");
            });
  }

  /** Whoever is called reads the log of the worker that seals this group. */
  @Test
  default void namesTheAppThatSealsAGroup() throws SQLException {
    healthy()
        .execute(
            "DELETE FROM sealed_epochs WHERE token_group = 'CLS' AND epoch > "
                + Instant.parse("2025-11-15T06:00:00Z").getEpochSecond());
    String yaml = "{table: sealed_epochs, sealers: {MILO: milo-worker-v2, CLS: tree-builder}}";
    assertThat(ask(yaml).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.evidence()).containsEntry("process", "tree-builder");
              assertThat(finding.remedy())
                  .contains("what seals cls (pm2 logs tree-builder --lines 100 --nostream)");
            });
  }

  @Test
  default void groupThatIsExpectedAndNeverSealed() throws SQLException {
    healthy();
    CheckResult result = ask("{table: sealed_epochs, groups: [MILO, CLS, Other]}");
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly("other: newest epoch", "no seal at all of other: in the last 30d");
  }

  @Test
  default void groupThatTakesPartAndNeverSeals() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "INSERT INTO channel_participation VALUES (%d, 'new', 'x', 'OTHER')"
                .formatted(hour("03:00")));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings()).extracting(Finding::subject).contains("other: newest epoch");
  }

  /** Sealing old epochs anew makes all seals young, and the newest hour no newer. */
  @Test
  default void backfillHidesNoStall() throws SQLException {
    Ledger.sealedUntil(connection(), "05:00")
        .execute("UPDATE sealed_epochs SET sealed_at = " + (NOW.getEpochSecond() - 60));
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.summary()).contains("newest epoch 05:00 UTC, sealed 4h 40m ago");
  }
}

package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.NOW;
import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.TimeSpan;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Seals that were there, or are not whole: none of it is healthy, and nothing is put right by it.
 */
interface LostSealsContract extends AskedEpochs {
  private static Past left(CheckResult result) {
    return Contexts.left(result.measured(), NOW.minusSeconds(1800));
  }

  @Test
  default void aGroupWhoseRowsAreGoneIsStillExpected() throws SQLException {
    Ledger ledger = healthy();
    Past past = left(ask(PLAIN));
    ledger.execute("DELETE FROM sealed_epochs WHERE token_group = 'CLS'");
    CheckResult result = ask(PLAIN, NOW.plus(Duration.ofHours(5)), past);
    assertThat(result.findings())
        .filteredOn(finding -> finding.subject().equals("cls: newest epoch"))
        .singleElement()
        .extracting(Finding::summary)
        .asString()
        .startsWith("no seal at all of cls: its rows are gone, the newest was of 2025-11-15 ");
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    Instant later = NOW.plus(Duration.ofDays(31));
    assertThat(ask(PLAIN, later, past).findings())
        .extracting(Finding::subject)
        .as("longer ago than remember")
        .doesNotContain("cls: newest epoch");
  }

  /** What comes before is not looked at any more; the hole is where it was. */
  @Test
  default void aHoleThatLostItsBeginningIsNotPutRight() throws SQLException {
    Ledger ledger = healthy();
    ledger.execute("DELETE FROM sealed_epochs WHERE epoch <= " + hour("05:00"));
    Instant hole = Instant.ofEpochSecond(hour("05:00"));
    Place place = Place.of("milo").during(new TimeSpan(hole, hole));
    assertThat(ask(PLAIN).covered().unread("milo: missing epochs", place)).isPresent();
  }

  /** Nor do they hold an incident open for ever. */
  @Test
  default void rowsOfNoGroupThatAreGoneProveNothing() throws SQLException {
    Ledger ledger = healthy();
    ledger.execute(
        "INSERT INTO sealed_epochs SELECT epoch, channel, NULL, sealed_at, NULL FROM sealed_epochs"
            + " WHERE token_group = 'MILO' AND epoch < "
            + hour("06:00"));
    CheckResult stalled = ask(PLAIN);
    assertThat(stalled.findings()).extracting(Finding::subject).containsExactly("newest epoch");
    Place place = stalled.findings().get(0).place();
    assertThat(stalled.covered().unread("newest epoch", place)).isEmpty();
    ledger.execute("DELETE FROM sealed_epochs WHERE token_group IS NULL");
    CheckResult gone = ask(PLAIN);
    assertThat(gone.covered().unread("newest epoch", place)).isPresent();
    assertThat(gone.covered().withinReach("newest epoch", place))
        .as("closed, not resolved")
        .isFalse();
    assertThat(gone.covered().unread("backlog", Place.WHOLE)).isEmpty();
  }

  /** Of no seals in the window none is empty, and none is full either. */
  @Test
  default void aGroupThatStallsIsNotPutRightByIt() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch > "
                + Instant.parse("2025-11-13T20:00:00Z").getEpochSecond());
    CheckResult result = ask(ALL);
    assertThat(
            result.covered().unread("milo: zero participants in recent epochs", Place.of("milo")))
        .isPresent();
  }

  /** A row may be written when its epoch begins, and its time when it is sealed. */
  @Test
  default void aRowWithoutATimeIsNotSealedYet() throws SQLException {
    Ledger ledger = healthy();
    ledger.execute("UPDATE sealed_epochs SET sealed_at = NULL WHERE epoch > " + hour("06:00"));
    CheckResult some = ask(PLAIN);
    assertThat(some.status()).isEqualTo(Status.CRITICAL);
    assertThat(some.summary()).contains("newest epoch 06:00 UTC, sealed 5h 8m ago");
    ledger.execute("UPDATE sealed_epochs SET sealed_at = NULL");
    CheckResult none = ask(PLAIN);
    assertThat(none.status()).isEqualTo(Status.UNKNOWN);
    assertThat(none.findings())
        .extracting(Finding::observed)
        .contains("no seal of cls of the last 1d has a time in sealed_at");
  }

  /** Nor does it fill a hole. */
  @Test
  default void aRowWithoutATimeBetweenSealsIsMissing() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    ledger.execute(
        "UPDATE sealed_epochs SET sealed_at = NULL WHERE token_group = 'MILO' AND epoch = "
            + hour("04:00"));
    assertThat(ask(PLAIN).findings())
        .extracting(Finding::summary)
        .containsExactly("1 epoch not sealed between others: 2025-11-15 04:00 UTC");
    assertThat(ask(ALL).findings())
        .extracting(Finding::subject)
        .containsExactly("milo: incomplete epochs");
  }

  /** Nobody took part in it yet, or was written down. */
  @Test
  default void aRowOfTheGoingEpochIsNotEmpty() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "INSERT INTO sealed_epochs SELECT %d, channel, token_group, NULL, NULL FROM sealed_epochs WHERE epoch = %d"
                .formatted(hour("12:00"), hour("11:00")));
    assertThat(ask(ALL).findings()).isEmpty();
  }

  @Test
  default void aSealThatIsThereTwiceCountsOnce() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    ledger.execute(
        "INSERT INTO sealed_epochs SELECT * FROM sealed_epochs WHERE epoch = " + hour("09:00"),
        "INSERT INTO sealed_epochs SELECT * FROM sealed_epochs WHERE epoch = " + hour("09:00"),
        "DELETE FROM sealed_participants WHERE user_hash <> 'user1' AND epoch = " + hour("09:00"),
        "DELETE FROM sealed_epochs WHERE epoch > " + hour("09:00"));
    CheckResult result = ask(ALL);
    assertThat(result.findings())
        .extracting(Finding::subject)
        .contains("milo: participants", "cls: participants");
    assertThat(result.measured()).containsEntry("duplicates", 15);
    assertThat(ask("{table: sealed_epochs, duplicates: {warning: '>0'}}").findings())
        .extracting(Finding::summary)
        .contains("15 seals are there more than once");
  }
}

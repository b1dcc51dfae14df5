package io.gapwatch.agent.probe.epochs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of a group against what is usual: flat, seasonal, poisoned and young series. */
interface ParticipantsContract extends AskedViewers {
  @Test
  default void usualIsOkAndSaysWhatIsUsual() throws SQLException {
    seasonal();
    CheckResult result = viewers(YAML);
    assertThat(result.findings()).isEmpty();
    assertThat(result.summary()).isEqualTo("cls 100 from 11:00 UTC");
    assertThat(result.facts().get(2).text()).isEqualTo("100, usual are 100 ± 0 (median of 12)");
    assertThat(result.measured())
        .containsEntry("drop", Map.of("cls", 0.0))
        .containsEntry("count", Map.of("cls", 100L));
  }

  @Test
  default void rowsWithoutAGroupAreNamedBesideOthers() throws SQLException {
    seasonal();
    execute("INSERT INTO viewers SELECT epoch, NULL, user_hash FROM viewers");
    assertThat(viewers(YAML).summary()).isEqualTo("without a group 100, cls 100 from 11:00 UTC");
    assertThat(viewers(YAML).measured()).containsEntry("count", Map.of("", 100L, "cls", 100L));
  }

  /** Ten viewers write milliseconds and go on; the others write seconds, and are gone. */
  @Test
  default void rowsInAnotherUnitAreUsualAsWell() throws SQLException {
    seasonal();
    execute(
        "UPDATE viewers SET epoch = epoch * 1000 WHERE CAST(substr(user_hash, 2) AS INTEGER) <= 10",
        "DELETE FROM viewers WHERE epoch = " + LAST.getEpochSecond());
    CheckResult result = viewers(YAML);
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.facts().get(2).text()).isEqualTo("10, usual are 100 ± 0 (median of 12)");
  }

  @ParameterizedTest
  @CsvSource({"50, OK", "49, WARNING", "1, WARNING", "0, CRITICAL"})
  default void limits(int viewers, Status status) throws SQLException {
    seasonal();
    keep(viewers, LAST);
    assertThat(viewers(YAML).status()).isEqualTo(status);
  }

  /** Against all hours of the day a night is no drop either, and no day is usual. */
  @Test
  default void nightIsNoDrop() throws SQLException {
    seasonal();
    CheckResult night = viewers(BY_NIGHT, NIGHT.plusSeconds(4200), Past.NONE);
    assertThat(night.findings()).isEmpty();
    assertThat(night.summary()).isEqualTo("cls 10 from 02:00 UTC");
  }

  /** Five of twelve days were dead; they are not what is usual. */
  @Test
  default void poisonedPastHidesNoDrop() throws SQLException {
    seasonal();
    for (int day = 1; day <= 5; day++) {
      keep(0, LAST.minus(Duration.ofDays(day)));
    }
    keep(30, LAST);
    assertThat(viewers(YAML).status()).isEqualTo(Status.WARNING);
  }

  /** Eight of twelve: the configuration says that those were an incident. */
  @Test
  default void knownIncidentsAreLeftOut() throws SQLException {
    seasonal();
    for (int day = 1; day <= 8; day++) {
      keep(2, LAST.minus(Duration.ofDays(day)));
    }
    keep(2, LAST);
    assertThat(viewers(YAML).status()).isEqualTo(Status.OK);
    String known =
        "{table: viewers, timestamp: epoch, by: token_group, samples: 4, except:"
            + " [2025-11-07T00:00:00Z/2025-11-14T23:00:00Z]}";
    CheckResult result = viewers(known);
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::summary)
        .isEqualTo(
            "98% below what is usual from 2025-11-15 11:00 UTC on: 2, usual are 100 ± 0 (median of"
                + " 4)");
  }

  /** What earlier runs told of is no usual day, as long as there are enough of those. */
  @Test
  default void incidentsOfEarlierRunsAreLeftOut() throws SQLException {
    seasonal();
    for (int day = 1; day <= 5; day++) {
      keep(2, LAST.minus(Duration.ofDays(day)));
    }
    Past past =
        (metric, subject, since) ->
            metric.equals(ParticipantsCheck.INCIDENT) && subject.equals("cls")
                ? List.of(
                    new Sample(NOW.minus(Duration.ofDays(5)), 1),
                    new Sample(NOW.minus(Duration.ofDays(3)), 1),
                    new Sample(NOW.minus(Duration.ofDays(2)), 0))
                : List.of();
    assertThat(viewers(YAML, past).facts().get(2).text()).endsWith("(median of 10)");
  }

  @Test
  default void youngHistoryIsUnknownAndNoAlarm() throws SQLException {
    seasonal();
    execute("DELETE FROM viewers WHERE epoch < " + LAST.minus(Duration.ofDays(3)).getEpochSecond());
    keep(1, LAST);
    CheckResult result = viewers(YAML);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.observed())
                  .isEqualTo("what is usual is not known from 3 earlier periods; 7 are needed");
              assertThat(finding.unsettledAt(NOW)).isTrue();
              assertThat(finding.unsettledAt(NOW.plus(Duration.ofDays(6)))).isFalse();
            });
  }

  @Test
  default void aGroupWhoseRowsAreGoneIsCritical() throws SQLException {
    seasonal();
    execute("INSERT INTO viewers SELECT epoch, 'milo', user_hash FROM viewers");
    Past past = Contexts.left(viewers(YAML).measured(), NOW.minus(Duration.ofHours(1)));
    execute("DELETE FROM viewers WHERE token_group = 'milo'");
    CheckResult result = viewers(YAML, past);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly("milo", "all rows of milo in the window are gone, and were there");
    Instant later = NOW.plus(Duration.ofDays(15));
    assertThat(
            viewers("{table: viewers, timestamp: epoch, by: token_group, window: 20d}", later, past)
                .findings())
        .extracting(Finding::subject)
        .contains("milo");
    Place none = Place.of("without a group");
    assertThat(result.covered().unread("count", none)).isPresent();
    assertThat(result.covered().withinReach("count", none)).as("closed, not resolved").isFalse();
    execute("UPDATE viewers SET epoch = epoch + 15 * 86400");
    assertThat(viewers(YAML, later, past).findings())
        .as("they would have left the window")
        .extracting(Finding::subject)
        .doesNotContain("milo");
  }

  @Test
  default void differentValuesAreCountedOnce() throws SQLException {
    seasonal();
    execute("UPDATE viewers SET user_hash = 'u1' WHERE epoch = " + LAST.getEpochSecond());
    assertThat(viewers(YAML).status()).isEqualTo(Status.OK);
    CheckResult result =
        viewers(
            "{table: viewers, timestamp: epoch, distinct: user_hash, where: token_group = 'CLS'}");
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings().get(0).summary()).startsWith("99% below what is usual");
  }

  @Test
  default void tableWithoutRowsIsUnknown() throws SQLException {
    seasonal();
    execute("DELETE FROM viewers");
    CheckResult result = viewers(YAML);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed()).startsWith("table viewers has no rows from");
  }

  @Test
  default void settingsThatCanNeverKnowAreRefused() {
    assertThatThrownBy(() -> viewers("{table: viewers, season: 7d, samples: 3}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("window has room for 2 samples");
    assertThatThrownBy(() -> viewers("{table: viewers, season: 90m}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("season must be a multiple of every");
  }
}

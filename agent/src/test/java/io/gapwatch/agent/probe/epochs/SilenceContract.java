package io.gapwatch.agent.probe.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext.Past;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Groups of which nobody comes any more. */
interface SilenceContract extends AskedViewers {
  /** A group that is gone by day is not back because nobody comes at night. */
  @Test
  default void quietNightProvesNothing() throws SQLException {
    seasonal();
    execute("DELETE FROM viewers WHERE epoch % 86400 NOT BETWEEN 28800 AND 72000");
    assertThat(viewers(YAML).covered().unread("cls", Place.of("cls"))).isEmpty();
    CheckResult night = viewers(BY_NIGHT, NIGHT.plusSeconds(4200), Past.NONE);
    assertThat(night.findings()).isEmpty();
    assertThat(night.facts().get(2).text()).startsWith("0, usual are 0 ± 0");
    assertThat(night.covered().unread("cls", Place.of("cls"))).isPresent();
    execute("INSERT INTO viewers SELECT %d, 'CLS', 'u1'".formatted(NIGHT.getEpochSecond()));
    assertThat(
            viewers(BY_NIGHT, NIGHT.plusSeconds(4200), Past.NONE)
                .covered()
                .unread("cls", Place.of("cls")))
        .as("somebody is there")
        .isEmpty();
  }

  /** What a clock three hours ahead wrote stands for three hours in which nobody writes. */
  @Test
  default void rowsInTheFutureHideNoCollectorThatIsDead() throws SQLException {
    seasonal();
    execute("UPDATE viewers SET epoch = epoch + 3 * 3600 WHERE epoch > " + NIGHT.getEpochSecond());
    CheckResult result = viewers("{table: viewers, timestamp: epoch, by: token_group, season: 1h}");
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::observed)
        .containsExactly("rows in the future", "200");
  }

  /** Nobody looked while it began; the numbers go up and down, and none was ever 0. */
  @Test
  default void aSilenceOfSeveralPeriodsIsToldByTheFirstRunThatSeesIt() throws SQLException {
    seasonal();
    execute(
        "DELETE FROM viewers WHERE CAST(substr(user_hash, 2) AS INTEGER) > 4 + epoch % 10800 / 3600",
        "DELETE FROM viewers WHERE epoch > " + LAST.minus(Duration.ofHours(4)).getEpochSecond());
    CheckResult result =
        viewers("{table: viewers, timestamp: epoch, by: token_group, season: 1h, window: 1d}");
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
  }

  /** That it was so once before, in numbers that go up and down, is no recovery. */
  @Test
  default void nothingIsNoRecovery() throws SQLException {
    seasonal();
    execute(
        "DELETE FROM viewers WHERE CAST(substr(user_hash, 2) AS INTEGER) > 4 + epoch % 10800 / 3600",
        "DELETE FROM viewers WHERE epoch IN (%d, %d)"
            .formatted(LAST.getEpochSecond(), LAST.minus(Duration.ofHours(9)).getEpochSecond()));
    CheckResult result =
        viewers("{table: viewers, timestamp: epoch, by: token_group, season: 1h, window: 1d}");
    assertThat(result.findings()).isEmpty();
    assertThat(result.covered().unread("cls", Place.of("cls"))).isPresent();
  }

  /** A group that fell silent has no row to say so. */
  @Test
  default void silentGroupIsCritical() throws SQLException {
    seasonal();
    execute(
        "INSERT INTO viewers SELECT epoch, 'milo', user_hash FROM viewers WHERE epoch < "
            + LAST.getEpochSecond());
    CheckResult result = viewers(YAML);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings()).extracting(Finding::subject).containsExactly("milo");
  }
}

package io.gapwatch.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

interface SizeContract extends Served {
  long GIB = 1L << 30;

  /** A day ago it had this much. */
  private static Past yesterday(long bytes) {
    return Contexts.left(Map.of("size", bytes), NOW.minus(Duration.ofDays(1)));
  }

  private void fill() throws SQLException {
    execute(
        "CREATE TABLE signals AS SELECT i, repeat('x', 100) AS text FROM generate_series(1, 20000)"
            + " i",
        "CREATE TABLE mapping (user_hash text PRIMARY KEY)");
  }

  @ParameterizedTest
  @ValueSource(strings = {SUPERUSER, MONITOR, NOBODY})
  default void listsTheLargestTables(String role) throws SQLException {
    fill();
    CheckResult result = ask(role, new SizeCheck(), "{}");
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary())
        .matches("\\S+MiB, growth not known before a second run, an hour or more after the first");
    assertThat(result.facts().get(2).text()).matches("signals [23]\\.\\dMiB, mapping 16KiB");
    assertThat(result.measured()).doesNotContainKeys("growth", "untilLimit");
  }

  @Test
  default void lockedTableDelaysNobody() throws SQLException {
    fill();
    try (Connection locker = client("migration")) {
      locker.setAutoCommit(false);
      Databases.execute(locker, "LOCK TABLE signals IN ACCESS EXCLUSIVE MODE");
      CheckResult result = ask(MONITOR, new SizeCheck(), "{}");
      assertThat(result.status()).isEqualTo(Status.OK);
      assertThat(result.facts().get(2).text()).isEqualTo("mapping 16KiB");
      locker.rollback();
    }
  }

  @Test
  default void growthIsNotKnownOnTheFirstRun() throws SQLException {
    fill();
    CheckResult result = ask(MONITOR, new SizeCheck(), "{growth: {warning: 1GiB}}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.UNKNOWN);
              assertThat(finding.observed()).contains("not known before a second run");
              assertThat(finding.unsettledAt(NOW)).isTrue();
            });
    assertThat(result.measured()).containsKey("size");
  }

  @Test
  default void growthAndForecastComeFromTheRunOfYesterday() throws SQLException {
    fill();
    CheckResult result =
        ask(
            MONITOR,
            new SizeCheck(),
            "{growth: {warning: 1MiB}, limit: 1GiB, untilLimit: {critical: 365d}}",
            yesterday(1 << 20));
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings()).extracting(Finding::subject).containsExactly("growth", "limit");
    assertThat(result.summary()).matches("\\S+MiB, growth \\+\\S+MiB a day \\(over 1d\\)");
    assertThat(result.findings().get(1).summary())
        .matches("\\d+d \\d+h until it reaches 1GiB, at \\+.*");
  }

  @Test
  default void whatShrinksReachesNoLimit() throws SQLException {
    fill();
    CheckResult result =
        ask(
            MONITOR,
            new SizeCheck(),
            "{limit: 1TiB, untilLimit: {critical: 365d}}",
            yesterday(GIB));
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).contains("growth -");
    assertThat(result.measured()).containsKey("growth").doesNotContainKey("untilLimit");
  }

  @Test
  default void forecastNeedsALimit() {
    assertThatThrownBy(() -> ask(MONITOR, new SizeCheck(), "{untilLimit: {critical: 7d}}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("untilLimit needs limit");
  }
}

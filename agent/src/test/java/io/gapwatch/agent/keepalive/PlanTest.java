package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gapwatch.agent.config.KeepAliveConfig;
import io.gapwatch.agent.config.KeepAliveConfig.Hold;
import io.gapwatch.agent.config.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  static KeepAliveConfig every(String cron, int minutes) {
    return new KeepAliveConfig(
        new Schedule(cron), ZoneId.of("UTC"), Hold.CPU, Duration.ofMinutes(minutes), 35, 25);
  }

  @Test
  void theDefaultHasRoomForTwoDaysWithoutBursts() {
    Plan plan = Plan.of(KeepAliveConfig.DEFAULT, NOW);

    assertThat(plan.bursts()).isEqualTo(168);
    assertThat(plan.busyMinutes()).isEqualTo(840);
    assertThat(plan.share()).isCloseTo(8.33, within(0.01));
    assertThat(plan.suffices()).isTrue();
    assertThat(plan.percentile()).isEqualTo(35);
    assertThat(plan.spare()).isEqualTo(67);
  }

  @Test
  void fiveMinutesAreFourThatAreCertain() {
    assertThat(Plan.of(every("23 * * * *", 5), NOW).busyMinutes()).isEqualTo(672);
  }

  @Test
  void fourMinutesMissByOne() {
    Plan plan = Plan.of(every("23 * * * *", 4), NOW);
    assertThat(plan.busyMinutes()).isEqualTo(504);
    assertThat(plan.suffices()).isFalse();
    assertThat(plan.percentile()).isZero();
    assertThat(plan.spare()).isZero();
  }

  @Test
  void aDailyBurstDoesNot() {
    assertThat(Plan.of(every("23 4 * * *", 30), NOW).suffices()).isFalse();
  }

  @Test
  void aScheduleThatNeverComesHasNoBursts() {
    assertThat(Plan.of(every("0 0 31 2 *", 6), NOW).bursts()).isZero();
  }
}

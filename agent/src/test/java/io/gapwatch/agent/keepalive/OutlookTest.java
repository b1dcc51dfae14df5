package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.KeepAliveConfig;
import io.gapwatch.agent.config.KeepAliveConfig.Hold;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.UsageSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlookTest {
  private static final int AT = 23 * 60;
  private static final List<UsageSnapshot> GOOD =
      Week.idle().bursts(AT, 360, 35, 1).snapshots(Week.secondsOfBursts(AT, 6, 1));

  /** The good week, seen at its end, with only the snapshots of these hours. */
  private static Outlook hours(int from, int to) {
    Instant begin = Week.BEGIN.plus(Duration.ofHours(from));
    Instant end = Week.BEGIN.plus(Duration.ofHours(to));
    return at(
        Week.END,
        GOOD.stream().filter(s -> !s.at().isBefore(begin) && s.at().isBefore(end)).toList());
  }

  private static Outlook at(Instant now, List<UsageSnapshot> snapshots) {
    return Outlook.of(
        Plan.of(KeepAliveConfig.DEFAULT, now),
        Proof.of(snapshots, now.minus(IdleRule.WINDOW), now));
  }

  @Test
  void aGoodWeekIsOk() {
    assertThat(hours(0, 168))
        .isEqualTo(
            new Outlook(
                Status.OK,
                "the 95th percentile of CPU is proven to be at least 35.0 % over the last 5.0 days",
                ""));
  }

  @Test
  void nothingMeasuredIsUnknown() {
    assertThat(at(Week.END, List.of()).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void theFirstDayIsUnknownHoweverGood() {
    assertThat(hours(146, 168).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aGoodSecondDayIsOk() {
    assertThat(hours(140, 168).status()).isEqualTo(Status.OK);
  }

  @Test
  void aBadBeginningIsUnknownWhileThereIsTime() {
    Outlook outlook = hours(100, 104);
    assertThat(outlook.status()).isEqualTo(Status.UNKNOWN);
    assertThat(outlook.text()).contains("with more than two days left");
  }

  @Test
  void aBadWeekIsAWarningOnItsFifthDay() {
    Outlook outlook = hours(47, 52);
    assertThat(outlook.status()).isEqualTo(Status.WARNING);
    assertThat(outlook.text()).contains("at least 0.0 %", "two days are left to reach 20 %");
    assertThat(outlook.remedy()).contains("crontab show");
  }

  @Test
  void burstsThatStoppedThreeDaysAgoAreAWarning() {
    // 73 and 72 bursts in the five days: 365 and 360 minutes, where 361 of 7,200 are needed.
    assertThat(hours(0, 121).status()).isEqualTo(Status.OK);
    assertThat(hours(0, 120).status()).isEqualTo(Status.WARNING);
  }

  @Test
  void aPlanThatCannotReachItIsAWarningAtOnce() {
    Outlook outlook =
        Outlook.of(
            Plan.of(PlanTest.every("23 * * * *", 4), Week.END),
            Proof.of(GOOD, Week.BEGIN, Week.END));
    assertThat(outlook.status()).isEqualTo(Status.WARNING);
    assertThat(outlook.text()).contains("504 busy minutes in 7 days, but 505 are needed");
  }

  @Test
  void heldMemoryIsJudgedByMemory() {
    assertThat(holding(snapshots(25)).status()).isEqualTo(Status.OK);
    assertThat(holding(snapshots(19)).status()).isEqualTo(Status.WARNING);
    assertThat(holding(snapshots(25).subList(0, 900)).status())
        .as("held until three days ago")
        .isEqualTo(Status.WARNING);
  }

  private static List<UsageSnapshot> snapshots(double memory) {
    return java.util.stream.IntStream.range(0, 2016)
        .mapToObj(
            i ->
                new UsageSnapshot(
                    Week.BEGIN.plus(Duration.ofMinutes(5L * i)), "boot", i, 100L * i, memory))
        .toList();
  }

  private static Outlook holding(List<UsageSnapshot> snapshots) {
    KeepAliveConfig config =
        new KeepAliveConfig(
            KeepAliveConfig.DEFAULT.schedule(),
            KeepAliveConfig.DEFAULT.zone(),
            Hold.MEMORY,
            KeepAliveConfig.DEFAULT.burst(),
            35,
            25);
    return Outlook.of(Plan.of(config, Week.END), Proof.of(snapshots, Week.BEGIN, Week.END));
  }
}

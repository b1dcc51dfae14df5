package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.KeepAliveConfig;
import io.gapwatch.agent.history.UsageSnapshot;
import io.gapwatch.agent.report.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanReportTest {
  private static final int AT = 23 * 60;
  private static final Instant OFF = Week.BEGIN.plus(Duration.ofDays(4));

  /** Four good days, a day switched off, then good again. */
  private static List<UsageSnapshot> snapshots() {
    List<Integer> seconds = new ArrayList<>(Week.secondsOfBursts(AT, 6, 1));
    seconds.removeIf(second -> second / 3600 >= 96 && second / 3600 < 120);
    return Week.idle().bursts(AT, 360, 35, 1).snapshots(seconds).stream()
        .map(s -> s.at().isBefore(OFF) ? s : afterRestart(s))
        .toList();
  }

  private static UsageSnapshot afterRestart(UsageSnapshot s) {
    return new UsageSnapshot(s.at(), "another boot", s.busy(), s.total(), s.memory());
  }

  private static String print(Style style) {
    Plan plan = Plan.of(KeepAliveConfig.DEFAULT, Week.END);
    Proof week = Proof.of(snapshots(), Week.BEGIN, Week.END.minus(Duration.ofSeconds(1)));
    StringWriter text = new StringWriter();
    new PlanReport(new PrintWriter(text), style).print(plan, week, Outlook.of(plan, week));
    return text.toString();
  }

  @Test
  void readsAsAWhole() {
    assertThat(print(Style.PLAIN))
        .isEqualTo(
            """
            [RULE]
              Oracle reclaims a free machine if all of these are below 20 % over 7 days:
              the 95th percentile of CPU, the network, and (A1 only) memory.
              So 505 of 10,080 minutes at 20 % of all cores are enough.
            [PLAN]
              168 bursts in 7 days (23 * * * * UTC), 6 min each, all cores at 35 %
              busy whatever Oracle's alignment: 5 min each, 840 min in total, 8.3 % of the time
              95th percentile it will reach: 35 %; 67 of the bursts may be skipped
            [LAST 7 DAYS]
              95th percentile of CPU, proven: at least 35.0 % (a minute not measured counts as idle)
              minutes proven at 20 % or more: 720 of 10,079 (7.1 %)
              minutes not measured: 1,547; memory at 20 % or more: 0 min

                         0     6     12    18
              2026-11-09 ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆
              2026-11-10 ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆
              2026-11-11 ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆
              2026-11-12 ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆
              2026-11-13 ························
              2026-11-14 ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆
              2026-11-15 ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆
              · not measured   ▁ none   ▄ enough (3 min)   █ 7 min or more

            ✅ the 95th percentile of CPU is proven to be at least 35.0 % over the last 5.0 days
            """);
  }

  @Test
  void scriptsGetTheSameNumbers() {
    Plan plan = Plan.of(KeepAliveConfig.DEFAULT, Week.END);
    Proof week = Proof.of(snapshots(), Week.BEGIN, Week.END.minus(Duration.ofSeconds(1)));

    assertThat(PlanJson.of(plan, week, Outlook.of(plan, week)).lines().map(String::strip))
        .containsSequence("\"status\" : \"ok\",")
        .containsSequence("\"limit\" : 20.0,", "\"minutes\" : 10080,", "\"neededMinutes\" : 505")
        .containsSequence(
            "\"hold\" : \"cpu\",",
            "\"schedule\" : \"23 * * * *\",",
            "\"zone\" : \"UTC\",",
            "\"bursts\" : 168,",
            "\"burstMinutes\" : 6,",
            "\"target\" : 35,",
            "\"busyMinutesOfBurst\" : 5,",
            "\"busyMinutes\" : 840,",
            "\"share\" : 8.3,",
            "\"percentile\" : 35.0,",
            "\"spareBursts\" : 67")
        .containsSequence(
            "\"percentile\" : 35.0,",
            "\"busyMinutes\" : 720,",
            "\"minutes\" : 10079,",
            "\"share\" : 7.1,",
            "\"notMeasuredMinutes\" : 1547,",
            "\"memoryMinutes\" : 0");
  }

  @Test
  void coloursOnlyWhereTheyAreWanted() {
    assertThat(print(Style.PLAIN)).doesNotContain("\u001b");
    assertThat(print(new Style(true))).contains("\u001b[32m▆\u001b[0m", "\u001b[1m[PLAN]");
  }
}

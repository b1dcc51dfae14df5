package io.gapwatch.agent.probe.process;

import static io.gapwatch.agent.probe.process.Daemon.DAYS;
import static io.gapwatch.agent.probe.process.Daemon.NOW;
import static io.gapwatch.agent.probe.process.Daemon.app;
import static io.gapwatch.agent.probe.process.Daemon.counted;
import static io.gapwatch.agent.probe.process.Daemon.subjects;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.probe.FollowedRuns;
import io.gapwatch.agent.source.pm2.Pm2App;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SustainedCpuTest {
  private final Daemon pm2 = new Daemon();

  @Test
  void oneBusyMomentIsNotSustained() {
    pm2.with(app("aggregator", "online", DAYS, 0, 100));
    CheckResult first = pm2.check("{}");
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.findings().get(0).unsettledAt(NOW)).isTrue();
    assertThat(pm2.check("{}", counted("cpuNow", "aggregator", 30, 8)).status())
        .isEqualTo(Status.OK);
    assertThat(pm2.check("{}", counted("cpuNow", "aggregator", 30, 100, 5, 20)).status())
        .isEqualTo(Status.OK);
    CheckResult third = pm2.check("{}", counted("cpuNow", "aggregator", 90, 3, 30, 98, 5, 99));
    assertThat(third.findings())
        .extracting(Finding::summary)
        .containsExactly("aggregator is at 98% of a core or more for at least 10 minutes");
  }

  /** A restarted aggregator shows 100 %. */
  @Test
  void whatHasJustStartedMayBeBusy() {
    pm2.with(app("aggregator", "online", Duration.ofMinutes(6), 0, 100));
    assertThat(subjects(pm2.check("{}", counted("cpuNow", "aggregator", 30, 100))))
        .containsExactly("aggregator uptime");
  }

  /** Cron begins a daily run some seconds more than a day after the one before. */
  @ParameterizedTest
  @ValueSource(doubles = {24 * 60 + 1, 7 * 24 * 60 + 1})
  void aJobThatRunsSeldomKnowsItToo(double minutes) {
    pm2.with(app("aggregator", "online", Duration.ofDays(40), 0, 99));
    assertThat(pm2.check("{}", counted("cpuNow", "aggregator", minutes, 98)).status())
        .isEqualTo(Status.CRITICAL);
  }

  @Test
  void anInstanceThatPm2TellsNothingOfIsNotWell() {
    Pm2App busy = app("aggregator", "online", DAYS, 0, 100);
    FollowedRuns runs = new FollowedRuns(new ProcessesCheck(), "{}");
    pm2.with(busy).with(instance(busy, OptionalDouble.of(5)));
    runs.run(pm2, NOW);
    assertThat(runs.run(pm2, NOW.plusSeconds(900)).told(Kind.OPENED))
        .containsExactly("aggregator cpu");
    pm2.apps().set(0, instance(busy, OptionalDouble.empty()));
    for (int quarter = 2; quarter < 6; quarter++) {
      runs.run(pm2, NOW.plusSeconds(900L * quarter));
      assertThat(runs.isActive("aggregator cpu")).isTrue();
    }
  }

  private static Pm2App instance(Pm2App like, OptionalDouble cpu) {
    return new Pm2App(
        like.name(),
        cpu.isPresent() ? 1 : like.id(),
        like.status(),
        like.startedAt(),
        like.restarts(),
        false,
        cpu.isPresent() ? like.memory() : OptionalLong.empty(),
        cpu,
        like.cron(),
        true);
  }
}

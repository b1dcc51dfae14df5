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
import java.time.Duration;
import org.junit.jupiter.api.Test;

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
}

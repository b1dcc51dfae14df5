package io.gapwatch.agent.probe.process;

import static io.gapwatch.agent.probe.process.Daemon.NOW;
import static io.gapwatch.agent.probe.process.Daemon.app;
import static io.gapwatch.agent.probe.process.Daemon.restartedByCommand;
import static io.gapwatch.agent.probe.process.Daemon.subjects;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.ProbeContext.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What our own upkeep restarted. */
class OwnRestartsTest {
  private final Daemon pm2 = new Daemon();

  /** What upkeep did to the source, after an earlier sample of PM2's count. */
  private static Past upkept(long before, Duration ago) {
    Instant at = NOW.minus(Duration.ofHours(1));
    return new Past() {
      @Override
      public List<Sample> samples(Metric metric, String subject, Instant since) {
        return metric.equals(ProcessesCheck.RESTART_COUNT)
            ? List.of(new Sample(at, before))
            : List.of();
      }

      @Override
      public List<Upkeep> upkeep(Instant since) {
        return List.of(
            new Upkeep(
                "restart", "gateway", NOW.minus(ago), Optional.of(NOW.minus(ago.minusSeconds(9)))),
            new Upkeep("vacuum", "gateway", NOW.minus(ago), Optional.empty()),
            new Upkeep("restart", "worker", NOW.minus(ago), Optional.empty()));
      }
    };
  }

  @Test
  void ourOwnRestartIsNoCrashAndNoShortUptime() {
    pm2.with(app("gateway", "online", Duration.ofMinutes(19), 568, 5));
    Past past = upkept(567, Duration.ofMinutes(20));

    CheckResult ours = pm2.check("restarts: {warning: '>0'}", past);

    // It takes a moment until the process is up.
    assertThat(ours.findings()).extracting(Finding::subject).containsExactly("gateway uptime");
    pm2.apps().clear();
    pm2.with(app("gateway", "online", Duration.ofSeconds(1195), 568, 5));
    ours = pm2.check("restarts: {warning: '>0'}", past);
    assertThat(ours.status()).as("%s", ours).isEqualTo(Status.OK);
    assertThat(ours.facts().get(0).text())
        .contains("since its restart by upkeep", "568 restarts (0 in 1h)");
  }

  @Test
  void aCrashAfterOurOwnRestartIsACrash() {
    pm2.with(app("gateway", "online", Duration.ofMinutes(5), 570, 5));
    CheckResult result =
        pm2.check("restarts: {warning: '>1'}", upkept(567, Duration.ofMinutes(20)));

    assertThat(subjects(result)).containsExactlyInAnyOrder("gateway restarts", "gateway uptime");
    assertThat(result.facts().get(0).text()).contains("570 restarts (2 in 1h)");
  }

  @Test
  void minutesAfterOurOwnRestartItIsNoCrashEither() {
    pm2.with(restartedByCommand(568));

    CheckResult result =
        pm2.check("{uptime: off, restarts: {warning: '>0'}}", upkept(567, Duration.ofMinutes(2)));

    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(result.facts().get(0).text()).contains("568 restarts (0 in 1h)");
  }
}

package io.gapwatch.agent.probe.process;

import static io.gapwatch.agent.probe.process.Daemon.MIB;
import static io.gapwatch.agent.probe.process.Daemon.NOW;
import static io.gapwatch.agent.probe.process.Daemon.app;
import static io.gapwatch.agent.probe.process.Daemon.online;
import static io.gapwatch.agent.probe.process.Daemon.subjects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.source.pm2.Pm2App;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory, uptime, and what PM2 does not tell. */
class VitalsTest {
  private final Daemon pm2 = new Daemon();

  /** The escalation form looks for the log of the process that a finding is about. */
  @Test
  void eachFindingOfAProcessNamesIt() {
    Pm2App app = app("gateway", "online", Duration.ofMinutes(20), 99, 100);
    pm2.with(
        new Pm2App(
            "gateway",
            app.id(),
            "online",
            app.startedAt(),
            app.restarts(),
            false,
            OptionalLong.of(5000 * MIB),
            app.cpu(),
            Optional.empty(),
            true));
    CheckResult result =
        pm2.check(
            "{}",
            (metric, subject, since) ->
                List.of(
                    new Sample(NOW.minusSeconds(900), metric.name().equals("cpuNow") ? 99 : 1)));
    assertThat(subjects(result))
        .containsExactlyInAnyOrder(
            "gateway restarts", "gateway memory", "gateway cpu", "gateway uptime");
    assertThat(result.findings())
        .allSatisfy(finding -> assertThat(finding.evidence()).containsEntry("process", "gateway"));
  }

  @ParameterizedTest
  @CsvSource({"3072, OK", "3073, WARNING", "4096, WARNING", "4097, CRITICAL"})
  void memoryOfTheLargestInstance(long mebibytes, Status status) {
    Pm2App small = online("worker");
    pm2.with(small)
        .with(
            new Pm2App(
                "worker",
                8,
                "online",
                small.startedAt(),
                small.restarts(),
                false,
                OptionalLong.of(mebibytes * MIB),
                small.cpu(),
                small.cron(),
                true));
    CheckResult result = pm2.check("{}");
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.measured()).containsEntry("memory", Map.of("worker", mebibytes * MIB));
  }

  @Test
  void shortUptimeIsAWarning() {
    pm2.with(app("gateway", "online", Duration.ofMinutes(359), 0, 5));
    CheckResult result = pm2.check("{}");
    assertThat(result.findings())
        .extracting(Finding::summary)
        .containsExactly("gateway was started 5h 59m ago");
    assertThat(pm2.check("{uptime: off}").status()).isEqualTo(Status.OK);
  }

  @Test
  void whatPm2DoesNotTellIsUnknownBesideTheRest() {
    pm2.with(app("gateway", "online", Duration.ofHours(1), 0, 5))
        .with(
            new Pm2App(
                "odd",
                1,
                "online",
                Optional.empty(),
                OptionalLong.empty(),
                false,
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                true));
    CheckResult result = pm2.check("{}");
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactlyInAnyOrder(
            tuple("gateway uptime", Severity.WARNING),
            tuple("odd memory", Severity.UNKNOWN),
            tuple("odd restarts", Severity.UNKNOWN));
  }
}

package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.Installation;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputeCheckTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Installation installation;

  ComputeCheckTest(@TempDir Path folder) throws Exception {
    installation = Installation.in(folder, "chain: 0 * * * *", "alerts: 0 * * * *");
  }

  @Test
  void runsOfAllJobsAddUpToTheMonth() {
    assertThat(compute(run("chain", NOON, 1000)).summary())
        .isEqualTo("about 0.28 of 1 CU-hours of this month (28 %)");
    CheckResult second = compute(run("alerts", NOON.plusSeconds(60), 1000));
    assertThat(second.status()).isEqualTo(Status.OK);
    assertThat(second.measured())
        .containsEntry("statements", 2)
        .containsEntry("seconds", 1000L)
        .containsEntry("month", 2000L)
        .containsEntry("share", 55.6);
  }

  @Test
  void warnsAt80PercentAndIsCriticalWhenNothingIsLeft() {
    assertThat(compute(run("chain", NOON, 2879)).status()).isEqualTo(Status.OK);
    RunResult warned = run("chain", NOON.plusSeconds(60), 1);
    assertThat(warned.status()).isEqualTo(Status.WARNING);
    assertThat(compute(warned).findings().get(0).remedy()).contains("less often");
    assertThat(compute(run("chain", NOON.plusSeconds(120), 720)).status())
        .isEqualTo(Status.CRITICAL);
  }

  @Test
  void newMonthBeginsWithNothingAndResolvesTheOldOne() throws Exception {
    run("chain", Instant.parse("2026-11-30T23:00:00Z"), 3000);
    assertThat(incidents()).containsExactly(ComputeCheck.ID);
    CheckResult december = compute(run("chain", Instant.parse("2026-12-01T00:00:00Z"), 5));
    assertThat(december.measured()).containsEntry("month", 5L);
    run("chain", Instant.parse("2026-12-01T01:00:00Z"), 5);
    assertThat(incidents()).isEmpty();
  }

  @Test
  void runThatAClockDatedAheadIsNotBelieved() {
    run("chain", NOON.plus(Duration.ofDays(5)), 3000);
    assertThat(compute(run("chain", NOON, 5)).measured()).containsEntry("month", 5L);
  }

  @Test
  void withoutMeteredSourceThereIsNoLine() {
    RunResult run =
        new Agent(installation.environment())
            .jobs()
            .run(config(), "chain", NOON, RunListener.SILENT)
            .orElseThrow();
    assertThat(run.checks()).hasSize(1);
  }

  private List<String> incidents() {
    try (History history = History.open(installation.state())) {
      return history.incidents().active("chain").stream()
          .map(incident -> incident.finding().checkId())
          .toList();
    }
  }

  private static CheckResult compute(RunResult run) {
    return run.checks().stream()
        .filter(check -> check.id().equals(ComputeCheck.ID))
        .findFirst()
        .orElseThrow();
  }

  private RunResult run(String job, Instant now, long seconds) {
    Types types = Agent.types();
    Types metered =
        new Types(
            types.checks(),
            List.of(new MeteredSource(Duration.ofHours(1), seconds)),
            types.channels(),
            types.secretStores(),
            types.actions());
    RunOptions options = RunOptions.of(metered, (report, removed, outcomes) -> "");
    return new JobRun(installation.environment(), options)
        .run(config(), job, now, RunListener.SILENT)
        .orElseThrow();
  }

  private Config config() {
    return new Configs(installation.environment()).load(Optional.empty(), Optional.empty());
  }
}

package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.Installation;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherRunsTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

  private final Installation installation;
  private final Config config;

  OtherRunsTest(@TempDir Path folder) throws Exception {
    installation =
        Installation.in(folder, "chain: 0 */3 * * *", "alerts: 0 * * * *", "never: 0 12 * * *");
    Files.setLastModifiedTime(installation.config(), FileTime.from(MIDNIGHT));
    config = new Configs(installation.environment()).load(Optional.empty(), Optional.empty());
  }

  private static Instant hour(int hours) {
    return MIDNIGHT.plus(Duration.ofHours(hours));
  }

  private RunResult run(String job, Instant now) {
    return new Agent(installation.environment())
        .jobs()
        .run(config, job, now, RunListener.SILENT)
        .orElseThrow();
  }

  private static List<String> subjects(RunResult report) {
    return report.checks().stream()
        .filter(check -> check.id().equals("missed-runs"))
        .map(CheckResult::findings)
        .flatMap(List::stream)
        .map(Finding::subject)
        .toList();
  }

  @Test
  void aReportIsNotALineLongerOnAGoodDay() {
    assertThat(run("chain", hour(0)).checks()).hasSize(1);
    assertThat(run("alerts", hour(1)).status()).isEqualTo(Status.OK);
  }

  @Test
  void oneJobTellsThatAnotherHasStoppedAndTakesItBack() {
    run("chain", hour(0));
    run("alerts", hour(6));
    RunResult report = run("alerts", hour(7));
    assertThat(subjects(report)).containsExactly("runs of chain");
    assertThat(report.status()).isEqualTo(Status.WARNING);

    run("chain", hour(9));
    RunResult after = run("alerts", hour(9));
    assertThat(subjects(after)).isEmpty();
    assertThat(after.checks()).extracting(CheckResult::id).contains("missed-runs");
    assertThat(after.status()).isEqualTo(Status.OK);
  }

  @Test
  void whatOneJobHasToldAnotherDoesNotTellAgain() throws Exception {
    run("chain", hour(0));
    run("alerts", hour(7));
    run("never", hour(7));
    assertThat(activeIncidents("alerts")).contains("runs of chain");
    assertThat(activeIncidents("never")).isEmpty();
  }

  @Test
  void aJobThatNeverRanIsMissedFromTheFirstRunOfTheOthersOn() {
    run("chain", hour(0));
    run("alerts", hour(35));
    assertThat(subjects(run("alerts", hour(36))))
        .contains("runs of chain")
        .doesNotContain("runs of never");
    assertThat(subjects(run("alerts", hour(37)))).contains("runs of never");
  }

  @Test
  void aJobThatWasAddedLaterCountsFromThen() throws Exception {
    run("chain", hour(0));
    Files.setLastModifiedTime(installation.config(), FileTime.from(hour(30)));
    assertThat(subjects(run("chain", hour(38)))).doesNotContain("runs of never");
    assertThat(subjects(run("chain", hour(62)))).contains("runs of never");
  }

  @Test
  void aRunThatWasKilledIsToldByTheNextOfTheSameJob() {
    try (History history = History.open(installation.state())) {
      history.runs().start(Run.started("01KAJ000000000000000000001", "chain", hour(0)));
    }
    assertThat(subjects(run("chain", hour(0).plusSeconds(5))))
        .containsExactly("unfinished run of chain");
    assertThat(subjects(run("chain", hour(3)))).doesNotContain("unfinished run of chain");
  }

  @Test
  void allThatWereKilledInARowAreCounted() {
    run("chain", hour(0));
    try (History history = History.open(installation.state())) {
      for (int hour = 3; hour <= 9; hour += 3) {
        history.runs().start(Run.started("01KAJ00000000000000000000" + hour, "chain", hour(hour)));
      }
    }
    assertThat(run("chain", hour(10)).checks())
        .extracting(CheckResult::summary)
        .anySatisfy(told -> assertThat(told).contains(" never ended, nor did the 2 before it"));
  }

  @Test
  void aRunOfAnotherJobMayStillBeUnderWay() {
    try (History history = History.open(installation.state())) {
      history.runs().start(Run.started("01KAJ000000000000000000001", "chain", hour(0)));
    }
    assertThat(subjects(run("alerts", hour(0).plusSeconds(600)))).isEmpty();
    assertThat(subjects(run("alerts", hour(1)))).containsExactly("unfinished run of chain");
  }

  private List<String> activeIncidents(String job) {
    try (History history = History.open(installation.state())) {
      return history.incidents().active(job).stream()
          .map(incident -> incident.finding().subject())
          .toList();
    }
  }
}

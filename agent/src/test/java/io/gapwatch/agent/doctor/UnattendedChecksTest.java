package io.gapwatch.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.Installation;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.doctor.Diagnosis.Mark;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.UsageSnapshot;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.schedule.CrontabPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnattendedChecksTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

  private final Path folder;
  private final Environment environment;
  private final Config config;

  UnattendedChecksTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    Installation installation = Installation.in(folder, "chain: 0 */3 * * *", "alerts: 0 * * * *");
    Files.setLastModifiedTime(installation.config(), FileTime.from(MIDNIGHT));
    Map<String, String> variables = new HashMap<>(installation.environment().variables());
    variables.put(CrontabPlan.LAUNCHER, script("gapwatch", "exit 0").toString());
    variables.put("PATH", "/usr/bin:/bin");
    environment =
        new Environment(
            variables, installation.environment().clock(), installation.environment().folder());
    config = new Configs(environment).load(Optional.empty(), Optional.empty());
  }

  private Path script(String name, String body) throws IOException {
    Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  /** Stands in for crontab(1): prints this text. */
  private String crontabOf(String text) throws IOException {
    Files.writeString(folder.resolve("installed"), text);
    return script("crontab", "cat '" + folder.resolve("installed") + "'").toString();
  }

  private Diagnosis ask(String crontab, String name, Instant now) {
    DoctorCheck check =
        new UnattendedChecks(environment, crontab)
            .checks(config, now).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    return check.examine().get(0);
  }

  private String block() {
    return new CrontabPlan(environment).block(config, Optional.empty(), Optional.empty(), MIDNIGHT);
  }

  @Test
  void noCronIsAWarningWithTheWayOut() {
    Diagnosis diagnosis = ask(folder.resolve("absent").toString(), "crontab", MIDNIGHT);
    assertThat(diagnosis.mark()).isEqualTo(Mark.WARNING);
    assertThat(diagnosis.fix()).contains("gapwatch watch");
  }

  @Test
  void jobsThatCronDoesNotKnowAreAWarning() throws Exception {
    Diagnosis diagnosis = ask(crontabOf("0 1 * * * backup\n"), "crontab", MIDNIGHT);
    assertThat(diagnosis.mark()).isEqualTo(Mark.WARNING);
    assertThat(diagnosis.fix()).contains("gapwatch crontab install");
  }

  @Test
  void theBlockAsItShouldBeIsOk() throws Exception {
    assertThat(ask(crontabOf(block()), "crontab", MIDNIGHT).mark()).isEqualTo(Mark.OK);
  }

  @Test
  void aBlockOfAnotherConfigurationFails() throws Exception {
    String other = block().replace("run chain", "run chian");
    Diagnosis diagnosis = ask(crontabOf(other), "crontab", MIDNIGHT);
    assertThat(diagnosis.mark()).isEqualTo(Mark.FAILED);
    assertThat(diagnosis.text()).contains("1 lines missing, 1 too many");
  }

  @Test
  void theKeepAliveIsOkOnceADayOfBurstsIsMeasured() throws Exception {
    assertThat(keepAlive(30, 10))
        .isEqualTo(
            Diagnosis.ok(
                "the 95th percentile of CPU is proven to be at least 100.0 % over the last 1.3 days"));
  }

  @Test
  void beforeTheFirstRunNobodyAsksForTheKeepAlive() throws Exception {
    assertThat(keepAlive(0, 0).mark()).isEqualTo(Mark.SKIPPED);
  }

  @Test
  void theKeepAliveThatDoesNotReachItIsAWarningWithTheWayOut() throws Exception {
    Diagnosis idle = keepAlive(160, 1);

    assertThat(idle.mark()).isEqualTo(Mark.WARNING);
    assertThat(idle.text()).contains("at least 10.0 %", "two days are left to reach 20 %");
    assertThat(idle.fix()).contains("gapwatch keep-alive --plan");
  }

  /** A fresh installation must not fail, but is no health either: there is no tick. */
  @Test
  void theKeepAliveOfAMachineThatWasNotMeasuredIsUnknownAndDoesNotFail() throws Exception {
    History.open(config.state()).close();
    Diagnosis fresh = keepAlive(0, 0);

    assertThat(fresh.mark()).isEqualTo(Mark.WARNING);
    assertThat(fresh.text()).isEqualTo("measured for 0 h, which is too short to tell");
    assertThat(fresh.fix()).contains("gapwatch crontab show");
  }

  /**
   * @param hours for so long a snapshot was stored every minute, up to now
   * @param tenths how much of each minute the cores were busy, in tenths
   */
  private Diagnosis keepAlive(int hours, int tenths) throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        "keepAlive: {schedule: '23 * * * *'}\n",
        StandardOpenOption.APPEND);
    if (hours > 0) {
      measure(hours * 60, tenths);
    }
    Config kept = new Configs(environment).load(Optional.empty(), Optional.empty());
    return new UnattendedChecks(environment, "none")
        .checks(kept, MIDNIGHT).stream()
            .filter(one -> one.name().equals("keep-alive"))
            .findFirst()
            .orElseThrow()
            .examine()
            .get(0);
  }

  private void measure(int minutes, int tenths) {
    try (History history = History.open(config.state())) {
      for (int i = 0; i <= minutes; i++) {
        Instant at = MIDNIGHT.minus(Duration.ofMinutes(minutes - i));
        history.usage().add(new UsageSnapshot(at, "boot", 10L * tenths * i, 100L * i, 10));
      }
    }
  }

  @Test
  void aJobThatStoppedFails() throws Exception {
    assertThat(ask("none", "missed runs", MIDNIGHT).mark()).isEqualTo(Mark.SKIPPED);
    for (String job : new String[] {"chain", "alerts"}) {
      new Agent(environment).jobs().run(config, job, MIDNIGHT, RunListener.SILENT);
    }
    assertThat(ask("none", "missed runs", MIDNIGHT.plusSeconds(60)).mark()).isEqualTo(Mark.OK);
    Diagnosis late = ask("none", "missed runs", MIDNIGHT.plus(Duration.ofHours(4)));
    assertThat(late.mark()).isEqualTo(Mark.FAILED);
    assertThat(late.text()).isEqualTo("alerts has not run since " + MIDNIGHT);
  }
}

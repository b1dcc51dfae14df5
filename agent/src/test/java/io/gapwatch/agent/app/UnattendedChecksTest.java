package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.doctor.Diagnosis;
import io.gapwatch.agent.doctor.Diagnosis.Mark;
import io.gapwatch.agent.doctor.DoctorCheck;
import io.gapwatch.agent.report.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void aJobThatStoppedFails() throws Exception {
    assertThat(ask("none", "missed runs", MIDNIGHT).mark()).isEqualTo(Mark.SKIPPED);
    for (String job : new String[] {"chain", "alerts"}) {
      new JobRun(environment).run(config, job, MIDNIGHT, RunListener.SILENT);
    }
    assertThat(ask("none", "missed runs", MIDNIGHT.plusSeconds(60)).mark()).isEqualTo(Mark.OK);
    Diagnosis late = ask("none", "missed runs", MIDNIGHT.plus(Duration.ofHours(4)));
    assertThat(late.mark()).isEqualTo(Mark.FAILED);
    assertThat(late.text()).isEqualTo("alerts has not run since " + MIDNIGHT);
  }
}

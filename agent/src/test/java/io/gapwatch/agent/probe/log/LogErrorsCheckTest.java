package io.gapwatch.agent.probe.log;

import static io.gapwatch.agent.probe.log.WatchedLogs.LIMITS;
import static io.gapwatch.agent.probe.log.WatchedLogs.errors;
import static io.gapwatch.agent.probe.log.WatchedLogs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.logs.LogsType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs one after another over files that are written. */
class LogErrorsCheckTest {
  private final Path folder;
  private final Path log;
  private final WatchedLogs logs;

  LogErrorsCheckTest(@TempDir Path folder) {
    this.folder = folder;
    log = folder.resolve("aggregator-error.log");
    logs = new WatchedLogs(folder);
  }

  @Test
  void firstRunRemembersAndKnowsNothing() throws IOException {
    write(log, "ERROR of last year");
    CheckResult first = logs.run();
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(errors(first)).isEqualTo("unknown");
    assertThat(first.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.summary()).contains("not known before the second run");
              assertThat(finding.settlesAt()).isPresent();
            });
    assertThat(errors(logs.run())).isEqualTo(0L);
  }

  @Test
  void countsWhatIsNew() throws IOException {
    write(log, "ERROR old");
    logs.run();
    write(log, "INFO fine", "ERROR a", "FATAL b", "ERROR c ECONNREFUSED");
    CheckResult result = logs.run("*-error.log", LIMITS + ", ignore: ECONNREFUSED");
    assertThat(errors(result)).isEqualTo(2L);
    assertThat(result.status()).isEqualTo(Status.OK);
    write(log, "ERROR 1", "ERROR 2", "ERROR 3");
    CheckResult worse = logs.run();
    assertThat(worse.status()).isEqualTo(Status.WARNING);
    assertThat(worse.findings().get(0).summary())
        .isEqualTo("3 lines of errors since the last run; most often 3 × ERROR #");
    assertThat(worse.measured())
        .containsEntry(
            "lastLinesByFile",
            Map.of(log.getFileName().toString(), List.of("ERROR 1", "ERROR 2", "ERROR 3")));
    assertThat(worse.findings().get(0).remedy()).contains("grep -aE 'ERROR|FATAL' " + log);
    assertThat(errors(logs.run())).isEqualTo(0L);
  }

  /** A command that is copied finds the lines, wherever they are by then. */
  @Test
  void theCommandLooksIntoWhatWasRotatedToo() throws IOException {
    write(log, "start");
    logs.run();
    write(log, "ERROR 1", "ERROR 2");
    Path old = log.resolveSibling(log.getFileName() + ".1");
    Files.move(log, old);
    write(log, "ERROR 3");
    assertThat(logs.run().findings().get(0).remedy())
        .endsWith("grep -aE 'ERROR|FATAL' " + old + " " + log + " | tail -20");
    write(log, "it's 1", "it's 2", "it's 3");
    assertThat(
            logs.run("*-error.log", LIMITS + ", match: \"it's \\\\d\"").findings().get(0).remedy())
        .endsWith("grep -aP 'it'\\''s \\d' " + log + " | tail -20");
  }

  @Test
  void secretsDoNotLeave() throws IOException {
    write(log, "start");
    logs.run();
    write(
        log,
        "ERROR connect postgres://app:hunter2@db:5432/x failed",
        "ERROR DATABASE_PASSWORD=hunter2 is wrong",
        "ERROR {\"apiKey\": \"hunter2\"}",
        "ERROR Authorization: Bearer hunter2hunter2",
        "ERROR " + "x".repeat(150) + " token=hunter2");
    CheckResult result = logs.run();
    assertThat(result.findings()).hasSize(1);
    assertThat(result.toString()).contains("postgres://<redacted>@db").doesNotContain("hunter2");
  }

  @Test
  void noFileIsNotHealth() {
    CheckResult result = logs.run();
    assertThat(result.answered()).isFalse();
    assertThat(result.summary()).contains("found no file " + folder);
  }

  @Test
  void expressionsAndLimitsAreChecked() {
    LogErrorsCheck type = new LogErrorsCheck();
    assertThatThrownBy(() -> SettingsOf.yaml(type.shape(), "{match: '(', warning: 1}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("a regular expression");
    assertThatThrownBy(() -> SettingsOf.yaml(type.shape(), "{}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("must have warning or critical");
  }

  @ParameterizedTest
  @CsvSource({"/var/log/*/x.log", "/var/log/"})
  void namesThatAreNone(String name) {
    assertThatThrownBy(() -> SettingsOf.yaml(new LogsType().shape(), "{files: ['" + name + "']}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("wildcards in its last part only");
  }
}

package io.gapwatch.agent.probe.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.logs.LogsSession;
import io.gapwatch.agent.source.logs.LogsType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs one after another over files that are written, renamed, copied and truncated. */
class LogErrorsCheckTest {
  private static final String LIMITS = "warning: 2, critical: 50";

  private final Path folder;
  private final Path log;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Past past = Past.NONE;

  LogErrorsCheckTest(@TempDir Path folder) {
    this.folder = folder;
    this.log = folder.resolve("aggregator-error.log");
  }

  private CheckResult run(String names, String keys) {
    Source source =
        new LogsType()
            .create(
                new SourceType.Origin("logs", SettingsOf.config(folder), name -> null),
                SettingsOf.yaml(
                    new LogsType().shape(), "{files: ['" + folder.resolve(names) + "']}"));
    LogErrorsCheck type = new LogErrorsCheck();
    Settings settings = SettingsOf.yaml(type.shape(), "{" + keys + "}");
    Judge.Check check =
        new Judge.Check("e", type.type(), "logs", "T", type.metrics().limits(settings));
    LogsSession session = (LogsSession) source.open(Duration.ofSeconds(20));
    CheckResult result =
        new Judge().judge(check, type.probe(settings).ask(Contexts.of(session, now, past)), now);
    if (result.answered()) {
      past = Contexts.both(past, Contexts.left(result.measured(), now));
    }
    now = now.plus(Duration.ofMinutes(30));
    return result;
  }

  private CheckResult run() {
    return run("*-error.log", LIMITS);
  }

  private void write(Path file, String... lines) throws IOException {
    for (String line : lines) {
      Files.writeString(
          file, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static Object errors(CheckResult result) {
    return result.measured().getOrDefault("errors", "unknown");
  }

  private static List<String> facts(CheckResult result) {
    return result.facts().stream().map(fact -> fact.label() + ": " + fact.text()).toList();
  }

  @Test
  void firstRunRemembersAndKnowsNothing() throws IOException {
    write(log, "ERROR of last year");
    CheckResult first = run();
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(errors(first)).isEqualTo("unknown");
    assertThat(first.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.summary()).contains("not known before the second run");
              assertThat(finding.settlesAt()).isPresent();
            });
    assertThat(errors(run())).isEqualTo(0L);
  }

  @Test
  void countsWhatIsNew() throws IOException {
    write(log, "ERROR old");
    run();
    write(log, "INFO fine", "ERROR a", "FATAL b", "ERROR c ECONNREFUSED");
    CheckResult result = run("*-error.log", LIMITS + ", ignore: ECONNREFUSED");
    assertThat(errors(result)).isEqualTo(2L);
    assertThat(result.status()).isEqualTo(Status.OK);
    write(log, "ERROR 1", "ERROR 2", "ERROR 3");
    CheckResult worse = run();
    assertThat(worse.status()).isEqualTo(Status.WARNING);
    assertThat(worse.findings().get(0).summary())
        .isEqualTo("3 lines of errors since the last run; most often 3 × ERROR #");
    assertThat(worse.measured())
        .containsEntry(
            "lastLinesByFile",
            Map.of(log.getFileName().toString(), List.of("ERROR 1", "ERROR 2", "ERROR 3")));
    assertThat(worse.findings().get(0).remedy()).contains("grep -E 'ERROR|FATAL' " + log);
    assertThat(errors(run())).isEqualTo(0L);
  }

  /** A command that is copied finds the lines, wherever they are by then. */
  @Test
  void theCommandLooksIntoWhatWasRotatedToo() throws IOException {
    write(log, "start");
    run();
    write(log, "ERROR 1", "ERROR 2");
    Path old = log.resolveSibling(log.getFileName() + ".1");
    Files.move(log, old);
    write(log, "ERROR 3");
    assertThat(run().findings().get(0).remedy())
        .endsWith("grep -E 'ERROR|FATAL' " + old + " " + log + " | tail -20");
    write(log, "it's 1", "it's 2", "it's 3");
    assertThat(run("*-error.log", LIMITS + ", match: \"it's \\\\d\"").findings().get(0).remedy())
        .endsWith("grep -P 'it'\\''s \\d' " + log + " | tail -20");
  }

  @Test
  void lineThatIsNotFinishedCountsWhenItIs() throws IOException {
    write(log, "start");
    run();
    Files.writeString(log, "ERR", StandardOpenOption.APPEND);
    assertThat(errors(run())).isEqualTo(0L);
    write(log, "OR now");
    assertThat(errors(run())).isEqualTo(1L);
  }

  /** A program that dies does not finish its last line. */
  @Test
  void lineThatNobodyFinishesCounts() throws IOException {
    write(log, "old");
    run();
    Files.writeString(log, "FATAL out of memory", UTF_8, StandardOpenOption.APPEND);
    Files.setLastModifiedTime(log, FileTime.from(now.minusSeconds(59)));
    assertThat(errors(run())).isEqualTo(0L);

    Files.setLastModifiedTime(log, FileTime.from(now.minusSeconds(61)));
    assertThat(errors(run())).isEqualTo(1L);
    assertThat(errors(run())).as("once").isEqualTo(0L);

    write(log, "", "ERROR after it");
    assertThat(errors(run())).isEqualTo(1L);
  }

  @Test
  void lineThatWasNotFinishedBeforeTheRotationCounts() throws IOException {
    write(log, "old");
    run();
    Files.writeString(log, "FATAL out of memory", UTF_8, StandardOpenOption.APPEND);
    assertThat(errors(run())).isEqualTo(0L);

    Files.move(log, folder.resolve("aggregator-error.log.1"));
    write(log, "fresh");
    assertThat(errors(run())).isEqualTo(1L);
    assertThat(errors(run())).isEqualTo(0L);
  }

  @Test
  void endlessLineCountsByItsBeginning() throws IOException {
    write(log, "old");
    run();
    Files.writeString(log, "ERROR " + "x".repeat(70_000), UTF_8, StandardOpenOption.APPEND);
    assertThat(errors(run())).isEqualTo(1L);
    write(log, " and its end");
    assertThat(errors(run())).isEqualTo(0L);
  }

  @Test
  void rotationByRenaming() throws IOException {
    write(log, "start");
    run();
    write(log, "ERROR before");
    Files.move(log, folder.resolve("aggregator-error__2026-11-21.log"));
    write(log, "ERROR after");
    CheckResult result = run();
    assertThat(errors(result)).isEqualTo(2L);
    assertThat(facts(result)).contains(log + ": rotated to aggregator-error__2026-11-21.log");
    assertThat(errors(run())).isEqualTo(0L);
  }

  /** elastic/beats#39731, allinurl/goaccess#1815: regrown past the old place. */
  @Test
  void copyAndTruncateAndRegrown() throws IOException {
    write(log, "start");
    run("aggregator-error.log*", LIMITS);
    write(log, "ERROR before");
    Files.copy(log, folder.resolve("aggregator-error.log.1"));
    Files.writeString(log, "");
    write(log, "ERROR after", "a line that makes it longer than it ever was before");
    CheckResult result = run("aggregator-error.log*", LIMITS);
    assertThat(errors(result)).isEqualTo(2L);
    assertThat(facts(result)).contains(log + ": rotated to aggregator-error.log.1");
    assertThat(errors(run("aggregator-error.log*", LIMITS))).isEqualTo(0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aggregator-error.log", "aggregator-error.log*"})
  void severalRotationsInARow(String names) throws IOException {
    write(log, "start");
    run(names, LIMITS);
    for (int night = 1; night <= 4; night++) {
      write(log, "ERROR " + night + " before");
      Path older = folder.resolve("aggregator-error.log.1");
      if (Files.exists(older)) {
        Files.move(
            older, folder.resolve("aggregator-error.log.2"), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(log, older);
      write(log, "ERROR " + night + " after");
      assertThat(errors(run(names, LIMITS))).as("night %d", night).isEqualTo(2L);
    }
    assertThat(errors(run(names, LIMITS))).isEqualTo(0L);
  }

  /** The rotated file's name comes first in the alphabet, and is matched too. */
  @Test
  void rotatedFileThatIsWatchedIsNotReadTwice() throws IOException {
    Path app = folder.resolve("app.log");
    write(app, "start", "ERROR long ago");
    run("app*.log", LIMITS);
    write(app, "ERROR before");
    Files.move(app, folder.resolve("app-20261121.log"));
    write(app, "ERROR after");
    assertThat(errors(run("app*.log", LIMITS))).isEqualTo(2L);
    assertThat(errors(run("app*.log", LIMITS))).isEqualTo(0L);
  }

  @Test
  void truncatedWithoutACopyIsTold() throws IOException {
    write(log, "a long line before it was flushed by its operator");
    run();
    Files.writeString(log, "ERROR new\n");
    CheckResult result = run();
    assertThat(errors(result)).isEqualTo(1L);
    assertThat(facts(result))
        .contains(
            log + ": it was rotated or truncated, and what was written last before was not found");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(run().status()).as("nothing is lost any more").isEqualTo(Status.OK);
  }

  @Test
  void activeFileThatIsGoneIsUnknownOnce() throws IOException {
    write(log, "start");
    Path other = folder.resolve("other-error.log");
    write(other, "start");
    run();
    write(other, "ERROR at work");
    run();
    Files.delete(other);
    CheckResult result = run();
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings()).extracting(Finding::subject).contains(other.toString());
    assertThat(run().status()).isEqualTo(Status.OK);
  }

  @Test
  void idleFileThatIsPrunedIsNoLoss() throws IOException {
    write(log, "start");
    Path old = folder.resolve("old-error.log");
    write(old, "start");
    run();
    run();
    Files.delete(old);
    assertThat(run().status()).isEqualTo(Status.OK);
  }

  @Test
  void fileThatIsNewIsReadWhole() throws IOException {
    write(log, "start");
    run();
    write(folder.resolve("worker-error.log"), "ERROR at once");
    CheckResult result = run();
    assertThat(errors(result)).isEqualTo(1L);
    assertThat(result.measured())
        .containsEntry("errorsOf", Map.of(folder.resolve("worker-error.log").toString(), 1L));
  }

  /** elastic/beats#19500, fluent/fluent-bit#10435: a hundred megabytes without a line break. */
  @Test
  void endlessLineIsCutAndNothingBehindItIsLost() throws IOException {
    write(log, "start");
    run();
    try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
      byte[] block = "x".repeat(1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 100; i++) {
        out.write(block);
      }
    }
    write(log, "", "ERROR x");
    CheckResult result = run("*-error.log", LIMITS + ", most: 200MiB");
    assertThat(errors(result)).isEqualTo(1L);
    assertThat(facts(result)).contains("Cut: 1 line longer than 64 KiB");
  }

  @Test
  void tooMuchIsSkippedAndTold() throws IOException {
    write(log, "start");
    run();
    write(log, "ERROR first", "x".repeat(5000), "ERROR last");
    CheckResult result = run("*-error.log", LIMITS + ", most: 1KiB");
    assertThat(errors(result)).isEqualTo(1L);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple(log.toString(), Severity.UNKNOWN));
    assertThat(errors(run())).isEqualTo(0L);
  }

  @Test
  void secretsDoNotLeave() throws IOException {
    write(log, "start");
    run();
    write(
        log,
        "ERROR connect postgres://app:hunter2@db:5432/x failed",
        "ERROR DATABASE_PASSWORD=hunter2 is wrong",
        "ERROR {\"apiKey\": \"hunter2\"}",
        "ERROR Authorization: Bearer hunter2hunter2",
        "ERROR " + "x".repeat(150) + " token=hunter2");
    CheckResult result = run();
    assertThat(result.findings()).hasSize(1);
    assertThat(result.toString()).contains("postgres://<redacted>@db").doesNotContain("hunter2");
  }

  @Test
  void noFileIsNotHealth() {
    CheckResult result = run();
    assertThat(result.answered()).isFalse();
    assertThat(result.summary()).contains("there is no file " + folder);
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
  @CsvSource({"/var/log/*/x.log", "logs/x.log", "/var/log/"})
  void namesThatAreNone(String name) {
    assertThatThrownBy(() -> SettingsOf.yaml(new LogsType().shape(), "{files: ['" + name + "']}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("wildcards in its last part only");
  }
}

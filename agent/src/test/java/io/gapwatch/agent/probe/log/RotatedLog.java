package io.gapwatch.agent.probe.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** A log that a check of errors reads every half hour, and what rotates it in between. */
final class RotatedLog {
  private final Path folder;
  private final Path log;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Past past = Past.NONE;
  private String names = "app.log";

  /** Empty at two runs. */
  RotatedLog(Path folder) throws IOException {
    this.folder = folder;
    this.log = folder.resolve("app.log");
    write(log);
    run();
    assertThat(run().status()).isEqualTo(Status.OK);
  }

  /** The file that the program writes to. */
  Path log() {
    return log;
  }

  /** Another file, or pattern of files, for the check to read. */
  void watch(String files) {
    names = files;
  }

  CheckResult run() {
    LogsType logs = new LogsType();
    Source source =
        logs.create(
            new SourceType.Origin("logs", SettingsOf.config(folder), name -> null),
            SettingsOf.yaml(logs.shape(), "{files: ['" + folder.resolve(names) + "']}"));
    LogErrorsCheck type = new LogErrorsCheck();
    Settings settings = SettingsOf.yaml(type.shape(), "{warning: 50}");
    Judge.Check check =
        new Judge.Check("e", type.type(), "logs", "T", type.metrics().limits(settings));
    LogsSession session = (LogsSession) source.open(Duration.ofSeconds(20));
    CheckResult result =
        new Judge().judge(check, type.probe(settings).ask(Contexts.of(session, now, past)), now);
    past = Contexts.both(past, Contexts.left(result.measured(), now));
    now = now.plus(Duration.ofMinutes(30));
    return result;
  }

  /** Writes lines at a time between the last run and the next. */
  void write(Path file, String... lines) throws IOException {
    for (String line : lines) {
      Files.writeString(
          file, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    if (lines.length == 0) {
      Files.writeString(file, "");
    }
    touch(file);
  }

  void touch(Path file) throws IOException {
    now = now.plusSeconds(1);
    Files.setLastModifiedTime(file, FileTime.from(now));
  }

  Path named(String name) {
    return folder.resolve(name);
  }

  /** As gzip does: the time of the file stays. */
  void compress(Path file) throws IOException {
    Path to = named(file.getFileName() + ".gz");
    FileTime time = Files.getLastModifiedTime(file);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      Files.copy(file, out);
    }
    Files.delete(file);
    Files.setLastModifiedTime(to, time);
  }

  /** The next run counts them, and the one after it nothing. */
  void assertErrors(long errors) {
    CheckResult result = run();
    assertThat(result.measured()).containsEntry("errors", errors);
    assertThat(result.status()).as(result.summary()).isEqualTo(Status.OK);
    assertNothingNew();
  }

  /** The next run cannot know, and says why; the one after it goes on. */
  void assertLost(String reason) {
    CheckResult result = run();
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().toString()).contains(reason);
    assertNothingNew();
  }

  void assertNothingNew() {
    CheckResult next = run();
    assertThat(next.measured()).containsEntry("errors", 0L);
    assertThat(next.status()).as(next.summary()).isEqualTo(Status.OK);
  }
}

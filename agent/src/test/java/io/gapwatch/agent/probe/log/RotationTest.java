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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were rotated in ways in which their last place says little or nothing. */
class RotationTest {
  private final Path folder;
  private final Path log;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Past past = Past.NONE;
  private String names = "app.log";

  RotationTest(@TempDir Path folder) {
    this.folder = folder;
    this.log = folder.resolve("app.log");
  }

  /** Empty at two runs. */
  @BeforeEach
  void empty() throws IOException {
    write(log);
    run();
    assertThat(run().status()).isEqualTo(Status.OK);
  }

  private CheckResult run() {
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
  private void write(Path file, String... lines) throws IOException {
    for (String line : lines) {
      Files.writeString(
          file, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    if (lines.length == 0) {
      Files.writeString(file, "");
    }
    touch(file);
  }

  private void touch(Path file) throws IOException {
    now = now.plusSeconds(1);
    Files.setLastModifiedTime(file, FileTime.from(now));
  }

  private Path named(String name) {
    return folder.resolve(name);
  }

  /** As gzip does: the time of the file stays. */
  private void compress(Path file) throws IOException {
    Path to = named(file.getFileName() + ".gz");
    FileTime time = Files.getLastModifiedTime(file);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      Files.copy(file, out);
    }
    Files.delete(file);
    Files.setLastModifiedTime(to, time);
  }

  private void assertErrors(long errors) {
    CheckResult result = run();
    assertThat(result.measured()).containsEntry("errors", errors);
    assertThat(result.status()).as(result.summary()).isEqualTo(Status.OK);
    assertNothingNew();
  }

  private void assertLost(String reason) {
    CheckResult result = run();
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().toString()).contains(reason);
    assertNothingNew();
  }

  private void assertNothingNew() {
    CheckResult next = run();
    assertThat(next.measured()).containsEntry("errors", 0L);
    assertThat(next.status()).as(next.summary()).isEqualTo(Status.OK);
  }

  @Test
  void renamed() throws IOException {
    write(log, "ERROR 1");
    Files.move(log, named("app.log.1"));
    write(log);
    assertErrors(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.log.1", "app.log-20261121", "app__2026-11-21_00-00.log"})
  void copiedAndTruncated(String copy) throws IOException {
    write(log, "ERROR 1");
    Files.copy(log, named(copy));
    touch(named(copy));
    write(log);
    write(log, "ERROR 2");
    assertErrors(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"renamed", "copied"})
  void compressed(String how) throws IOException {
    write(log, "ERROR 1");
    if (how.equals("renamed")) {
      Files.move(log, named("app.log.1"));
    } else {
      Files.copy(log, named("app.log.1"));
      touch(named("app.log.1"));
    }
    write(log);
    compress(named("app.log.1"));
    assertLost("rotated and compressed");
  }

  /** A run that comes while a large file is copied, and before it is truncated. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5})
  void runBetweenTheCopyAndTheTruncation(int copied) throws IOException {
    write(log, "ERROR a", "ERROR b");
    assertErrors(2);
    write(log, "ERROR c", "ERROR d", "ERROR e");
    Path copy = named("app__2026-11-21_12-00-00.log");
    Files.writeString(copy, Files.readString(log).substring(0, 8 * copied));
    touch(copy);
    assertErrors(3);

    Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
    touch(copy);
    write(log);
    write(log, "ERROR f");
    assertErrors(1);
  }

  /** The same where it is compressed while it is copied. */
  @Test
  void runBeforeTheTruncationOfWhatIsCompressed() throws IOException {
    String[] lines = IntStream.range(0, 40).mapToObj(i -> "ERROR " + i).toArray(String[]::new);
    write(log, lines);
    assertErrors(40);
    write(log, "ERROR c");
    Files.writeString(named("app__2026-11-21_12-00-00.log.gz"), "half of it");
    touch(named("app__2026-11-21_12-00-00.log.gz"));
    assertErrors(1);
  }

  /** Truncated and longer again with the same line: it only looks as if it had not been. */
  @ParameterizedTest
  @ValueSource(strings = {"app__2026-11-21_12-00-00.log", "app.log.1"})
  void sameLineAgainAndAgain(String name) throws IOException {
    write(log, "ERROR a", "ERROR a");
    assertErrors(2);
    write(log, "ERROR a");
    Files.copy(log, named(name));
    touch(named(name));
    write(log);
    write(log, "ERROR a", "ERROR a", "ERROR a", "ERROR a");
    assertErrors(5);
  }

  @Test
  void emptiedInPlace() throws IOException {
    write(log, "ERROR 1");
    write(log);
    assertLost("rotated or truncated");
  }

  @Test
  void movedAway() throws IOException {
    write(log, "ERROR 1");
    Files.move(log, named("backup"));
    Files.move(named("backup"), Files.createDirectory(named("old")).resolve("app.log"));
    write(log);
    assertLost("rotated or truncated");
  }

  @Test
  void oldRotatedFilesAreNoNews() throws IOException {
    write(named("app.log.1"), "ERROR old");
    write(named("app.log.2"), "ERROR older");
    compress(named("app.log.2"));
    run();
    assertNothingNew();
    write(log, "ERROR 1");
    assertErrors(1);
  }

  @Test
  void severalTimesBetweenTwoRuns() throws IOException {
    write(log, "start");
    run();
    write(log, "ERROR 1");
    Files.move(log, named("app.log.2"));
    write(log, "ERROR 2", "ERROR 3");
    Files.move(log, named("app.log.1"));
    write(log, "ERROR 4");
    assertErrors(4);
  }

  @Test
  void severalTimesWithAllOfThemWatched() throws IOException {
    names = "app.log*";
    write(log, "start");
    run();
    run();
    write(log, "ERROR 1");
    Files.move(log, named("app.log.2"));
    write(log, "ERROR 2", "ERROR 3");
    Files.move(log, named("app.log.1"));
    write(log, "ERROR 4");
    assertErrors(4);
  }

  @Test
  void severalTimesAndOneOfThemCompressed() throws IOException {
    write(log, "start");
    run();
    write(log, "ERROR 1");
    Files.move(log, named("app.log.2"));
    compress(named("app.log.2"));
    write(log, "ERROR 2");
    Files.move(log, named("app.log.1"));
    write(log, "ERROR 3");
    assertLost("rotated and compressed");
  }

  /** Each life of a program begins with the same words. */
  @Test
  void replacedByALongerOneThatBeginsAlike() throws IOException {
    write(log, "Starting");
    run();
    write(log, "ERROR 1");
    Files.move(log, named("app.log.1"));
    compress(named("app.log.1"));
    write(log, "Starting", "ERROR 2", "ERROR 3");
    assertLost("rotated and compressed");
  }

  @Test
  void replacedByAnotherThatBeginsAlikeAndNothingIsLeft() throws IOException {
    write(log, "Starting");
    run();
    write(named("new"), "Starting", "ERROR 2", "ERROR 3");
    Files.move(named("new"), log, StandardCopyOption.REPLACE_EXISTING);
    assertLost("rotated or truncated");
  }

  /** As rsync does it: a new file with all of the old one. */
  @Test
  void copyThatIsRenewedGoesOn() throws IOException {
    write(log, "x".repeat(300));
    run();
    Files.copy(log, named(".app.log.tmp"));
    write(named(".app.log.tmp"), "ERROR 1");
    Files.move(named(".app.log.tmp"), log, StandardCopyOption.REPLACE_EXISTING);
    assertErrors(1);
  }

  @Test
  void linkThatMovesOn() throws IOException {
    names = "current";
    write(named("21-november"), "start");
    Files.createSymbolicLink(named("current"), named("21-november"));
    run();
    assertNothingNew();
    write(named("21-november"), "ERROR 1");
    Files.delete(named("current"));
    write(named("22-november"), "ERROR 2", "ERROR 3");
    Files.createSymbolicLink(named("current"), named("22-november"));
    assertErrors(3);
  }

  /** Nobody told the program that its log was rotated. */
  @Test
  void rotatedFileThatIsStillWrittenToIsTold() throws IOException {
    write(log, "ERROR 1");
    Files.move(log, named("app.log.1"));
    write(log);
    assertErrors(1);
    write(named("app.log.1"), "ERROR 2");
    assertLost("app.log.1 is still written to");
  }
}

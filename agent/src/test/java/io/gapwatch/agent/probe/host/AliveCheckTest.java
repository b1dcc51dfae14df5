package io.gapwatch.agent.probe.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.host.HostType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On real files, through the machine's own tools. */
class AliveCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Path folder;

  AliveCheckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"0, OK", "3600, OK", "3601, WARNING", "10800, WARNING", "10801, CRITICAL"})
  void itsAgeDecides(long seconds, Status status) throws IOException {
    Path file = written("ok", Duration.ofSeconds(seconds));

    CheckResult result = check(file);

    assertThat(result.status()).isEqualTo(status);
    assertThat(result.measured()).containsEntry("age", Map.of(file.toString(), (double) seconds));
  }

  @ParameterizedTest
  @CsvSource({"failed: exit code 3", "FAILED to reach the bucket", "failed"})
  void thatItFailedIsToldInItsWords(String says) throws IOException {
    CheckResult result = check(written(says + "\nand more", Duration.ofMinutes(5)));

    assertThat(result.findings())
        .singleElement()
        .returns(Severity.CRITICAL, Finding::severity)
        .returns("it says: " + says, Finding::summary);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFfailed: disk",
        "\u001b[31mfailed: disk\u001b[0m",
        "f\0a\0i\0l\0e\0d\0:\0 \0d\0i\0s\0k\0"
      })
  void whatATerminalOrAnotherEncodingAddsHidesNothing(String says) throws IOException {
    assertThat(check(written(says, Duration.ofMinutes(5))).findings())
        .singleElement()
        .returns("it says: failed: disk", Finding::summary);
  }

  @Test
  void aCommandLineKeepsItsSecrets() throws IOException {
    CheckResult result =
        check(written("failed: pg_dump postgres://bob:hunter2@db/x", Duration.ofMinutes(5)));
    assertThat(result.toString()).contains("failed: pg_dump").doesNotContain("hunter2");
  }

  /** It is a sign of life, and no proof that what failed before is well. */
  @Test
  void anEmptyFileIsASignToo() throws IOException {
    CheckResult result = check(written("", Duration.ofMinutes(5)));
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.measured()).containsOnlyKeys("age");
  }

  @Test
  void whatIsNotThereIsUnknownBesideTheRest() throws IOException {
    CheckResult result = check(written("ok", Duration.ofHours(4)), folder.resolve("never written"));

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .extracting(Finding::severity)
        .containsExactlyInAnyOrder(Severity.UNKNOWN, Severity.CRITICAL);
  }

  @Test
  @Timeout(300)
  void aNamedPipeIsNotWaitedFor() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(check(pipe).summary()).contains("it is no ordinary file (fifo)");
    assertThat(check(folder).summary()).contains("it is no ordinary file (directory)");
  }

  @Test
  void theFutureIsNoSignOfLife() throws IOException {
    CheckResult result = check(written("ok", Duration.ofMinutes(-2)));

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.summary()).contains("was written in the future, 2026-11-21 12:02 UTC");
  }

  /** A clock without a battery begins there. */
  @Test
  void aTimeBefore1970IsOldAndNoOtherKindOfFile() throws IOException {
    CheckResult result = check(written("ok", Duration.ofDays(60 * 365)));

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.summary()).doesNotContain("no ordinary file");
  }

  private Path written(String text, Duration ago) throws IOException {
    Path file = Files.writeString(folder.resolve("it's alive"), text);
    return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(ago)));
  }

  private CheckResult check(Path... files) {
    AliveCheck type = new AliveCheck();
    String named =
        Stream.of(files).map(file -> "\"" + file + "\"").collect(Collectors.joining(", "));
    Settings settings = SettingsOf.yaml(type.shape(), "{files: [" + named + "]}");
    Judge.Check check =
        new Judge.Check("alive", "alive", "machine", "ALIVE", type.metrics().limits(settings));
    HostType machine = new HostType();
    Source source =
        machine.create(
            new SourceType.Origin("machine", SettingsOf.config(folder), name -> new Secret(name)),
            SettingsOf.yaml(machine.shape(), "{}"));
    try (Session host = source.open(Duration.ofMinutes(2))) {
      ProbeContext context = Contexts.of(host, NOW, Duration.ofMinutes(2), Past.NONE);
      return new Judge().judge(check, type.probe(settings).ask(context), NOW);
    }
  }
}

package io.gapwatch.agent.probe.log;

import static io.gapwatch.agent.probe.log.WatchJob.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's logrotate, in each of its ways: no line is lost in silence, and none counted twice. */
@Timeout(300)
class LogrotateIT {
  private static final Path PROGRAM = Path.of("/usr/sbin/logrotate");

  @TempDir private Path folder = Path.of("");
  private Path log = Path.of("");

  @BeforeEach
  void empty() throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), "install Debian's package logrotate, as .ci/run does");
    log = Files.createDirectory(folder.resolve("logs")).resolve("gateway-error.log");
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        sources: {logs: {type: logs, files: [%s]}}
        jobs:
          watch:
            schedule: "*/30 * * * *"
            checks: [{id: errors, type: log-errors, source: logs, warning: ">100000"}]
        """
            .formatted(log));
    write("started");
    run(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create",
        "copytruncate",
        "create compress delaycompress",
        "copytruncate compress delaycompress",
        "create dateext dateformat -%Y%m%d-%s",
        "copytruncate dateext dateformat -%Y%m%d-%s",
        "create dateext dateformat -%Y%m%d-%s extension .log",
      })
  void allLinesAreCountedOnce(String ways) throws IOException, InterruptedException {
    write("ERROR 1", "fine", "ERROR 2");
    rotate(ways);
    write("ERROR 3");
    assertErrors(3);
    assertErrors(0);
    rotate(ways);
    assertErrors(0);
    write("fine", "ERROR 4");
    assertErrors(1);
    write("ERROR 5");
    rotate(ways);
    assertErrors(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "copytruncate"})
  void twoRotationsBetweenTwoRuns(String ways) throws IOException, InterruptedException {
    write("ERROR 1");
    rotate(ways);
    write("ERROR 2", "ERROR 3");
    rotate(ways);
    write("ERROR 4");
    assertErrors(4);
    assertErrors(0);
  }

  /** What is in the compressed file is not read: that is told, and no number invented. */
  @ParameterizedTest
  @ValueSource(strings = {"create compress", "copytruncate compress"})
  void whatIsCompressedAtOnceIsUnknown(String ways) throws IOException, InterruptedException {
    write("ERROR 1");
    rotate(ways);
    write("ERROR 2");

    JsonNode check = run(folder);

    assertThat(check.path("status").asText()).isEqualTo("unknown");
    assertThat(check.toString()).contains("rotated and compressed", "delaycompress");
    write("ERROR 3");
    assertErrors(1);
  }

  /** While a program writes without a pause. */
  @ParameterizedTest
  @ValueSource(strings = {"create", "copytruncate"})
  void underAWriterThatNeverStops(String ways) throws IOException, InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              while (!ended.get()) {
                append("ERROR " + "x".repeat(80));
                LockSupport.parkNanos(1_000_000);
              }
            });
    long counted = 0;
    write("ERROR 1");
    writer.start();
    try {
      for (int i = 0; i < 5; i++) {
        rotate(ways);
        counted += known(run(folder));
      }
    } finally {
      ended.set(true);
      writer.join();
    }
    counted += known(run(folder));

    assertThat(counted).isPositive().isEqualTo(linesOnDisk());
  }

  /** A program that was not told, and goes on writing into the rotated file. */
  @Test
  void aProgramThatKeepsTheOldFileIsTold() throws IOException, InterruptedException {
    write("ERROR 1");
    rotate("create");
    assertErrors(1);
    Files.writeString(
        log.resolveSibling("gateway-error.log.1"), "ERROR 2\n", StandardOpenOption.APPEND);

    JsonNode check = run(folder);

    assertThat(check.path("status").asText()).isEqualTo("unknown");
    assertThat(check.toString()).contains("gateway-error.log.1 is still written to");
  }

  private void write(String... lines) {
    try {
      for (String line : lines) {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Unless it was moved away: who creates it before logrotate does is in its way. */
  private void append(String line) {
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
    } catch (NoSuchFileException e) {
      // It is there again in a moment.
      return;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Now, whatever its schedule. */
  private void rotate(String ways) throws IOException, InterruptedException {
    Path config = folder.resolve("logrotate.conf");
    String lines =
        ways.replaceAll(
            " (?=create|copytruncate|compress|delaycompress|dateext|dateformat|extension)", "\n  ");
    Files.writeString(config, "%s {\n  rotate 20\n  %s\n}\n".formatted(log, lines));
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--force",
                "--state",
                folder.resolve("state").toString(),
                config.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).doesNotContain("error");
    if (ways.contains("%s")) {
      // The name of the next one has another second.
      TimeUnit.MILLISECONDS.sleep(1100);
    }
  }

  private static long known(JsonNode check) {
    assertThat(check.path("status").asText()).as("%s", check).isEqualTo("ok");
    return check.path("measured").path("errors").asLong(-1);
  }

  private void assertErrors(long errors) throws IOException {
    assertThat(known(run(folder))).isEqualTo(errors);
  }

  /** In the log and all that was rotated from it. */
  private long linesOnDisk() throws IOException {
    try (Stream<Path> files = Files.list(log.getParent())) {
      long lines = 0;
      for (Path file : files.toList()) {
        lines += lines(file).stream().filter(line -> line.startsWith("ERROR")).count();
      }
      return lines;
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}

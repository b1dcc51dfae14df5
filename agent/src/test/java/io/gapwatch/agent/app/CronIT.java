package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debian's cron in a root filesystem of its own, as a plain user. Cron fires at full minutes. */
class CronIT {
  private static final byte[] THEIRS =
      "# caf\u00e9\r\n\nMAILTO=\"\"\n0 4 1 1 * /bin/true 100\\%\n"
          .getBytes(StandardCharsets.ISO_8859_1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path work;

  CronIT(@TempDir Path work) {
    this.work = work;
  }

  @BeforeEach
  void needsAMachineOfItsOwn() throws Exception {
    Optional<String> obstacle = RootFilesystem.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> "real cron was not tested: " + obstacle.orElse(""));
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theJobsFireAndTheirRunsAreInTheHistory() throws Exception {
    Installation installation =
        Installation.in(work, "chain: * * * * *", "berlin: * * * * *, zone: Europe/Berlin");
    Files.write(work.resolve("theirs"), THEIRS);
    Path said = work.resolve("said");
    Process process = start(said);
    try {
      Run chain = awaitRun(process, installation, "chain", said);
      Run berlin = awaitRun(process, installation, "berlin", said);
      assertThat(List.of(chain, berlin))
          .allSatisfy(run -> assertThat(run.ending().orElseThrow().status()).isEqualTo(Status.OK));
      try (OutputStream stop = process.getOutputStream()) {
        stop.write('\n');
      }
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(said);
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(text).contains("The crontab is already up to date.");
    assertThat(Files.readString(work.resolve("installed"), StandardCharsets.ISO_8859_1))
        .contains("* * * * * /usr/bin/env HOME=/home/watcher PATH=")
        .contains("run berlin --scheduled --config");
    assertThat(work.resolve("removed")).hasBinaryContent(THEIRS);
    assertThat(logs()).contains("chain-queue").contains("berlin-queue");
  }

  private Process start(Path said) throws Exception {
    Path script = Path.of("src/test/resources/cron-it.sh").toAbsolutePath();
    return new ProcessBuilder(
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            script.toString(),
            RootFilesystem.make().toString(),
            work.toString(),
            Path.of(System.getProperty("java.home")).toRealPath().toString(),
            Jar.folder().toString())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private static Run awaitRun(Process process, Installation installation, String job, Path said)
      throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && process.isAlive()) {
      Optional<Run> run = run(installation, job);
      if (run.isPresent()) {
        return run.get();
      }
      process.waitFor(1, TimeUnit.SECONDS);
    }
    throw new AssertionError("no run of " + job + ": " + Files.readString(said));
  }

  private static Optional<Run> run(Installation installation, String job) {
    if (!Files.exists(installation.state().resolve("history.db"))) {
      return Optional.empty();
    }
    try (History history = History.open(installation.state())) {
      return history.runs().last(job);
    }
  }

  private String logs() throws Exception {
    try (Stream<Path> files = Files.list(work.resolve("state/logs"))) {
      return files.map(CronIT::read).collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.lines().collect(Collectors.joining("\n"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package io.gapwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.Gapwatch;
import io.gapwatch.agent.history.History;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as cron starts it, in a process of its own. */
class KeepAliveCommandIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final List<Process> started = new ArrayList<>();

  @TempDir private Path folder = Path.of("");

  /** Bursts that outlast whatever a busy machine takes to start another process. */
  @BeforeEach
  void write() throws IOException {
    write("{burst: 30m, schedule: \"0 */6 * * *\"}");
  }

  private void write(String keepAlive) throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        sources: {}
        jobs: {}
        keepAlive: %s
        """
            .formatted(keepAlive));
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void burstsAtTheLowestPriorityOnlyOnceAndEndsWhenTold() throws Exception {
    Process burst = start("keep-alive");
    assertThat(output(burst).readLine())
        .contains("burst of 30 min, all cores at 35 %, lowest priority");
    await(() -> workers(burst).size() == Runtime.getRuntime().availableProcessors());
    await(() -> workers(burst).stream().allMatch(KeepAliveCommandIT::isLowest));
    // The first is stored at once, the second a minute later.
    await(() -> samples() >= 1);

    Process second = start("keep-alive");
    assertThat(second.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isZero();
    assertThat(new String(second.getErrorStream().readAllBytes(), UTF_8))
        .contains("another burst is in progress");

    burst.destroy();
    assertThat(burst.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
        .as("SIGTERM ends it long before its time")
        .isTrue();
    try (Stream<Path> all = Files.walk(folder.resolve(".gapwatch"))) {
      assertThat(all.map(KeepAliveCommandIT::mode)).allMatch(mode -> mode.endsWith("------"));
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void pausesWhileAJobRuns() throws Exception {
    Path lock = Files.createDirectories(folder.resolve(".gapwatch/locks")).resolve("chain.lock");
    try (FileChannel file =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = file.lock()) {
      assertThat(held.isValid()).isTrue();
      Process burst = start("keep-alive");
      await(() -> workers(burst).size() == Runtime.getRuntime().availableProcessors());
      await(() -> samples() >= 1);
      assertThat(burst.waitFor(3, TimeUnit.SECONDS)).isFalse();
      assertThat(ticks(burst)).as("worked for less than 0.2 s").isLessThan(20);
    }
  }

  @Test
  void thePlanOfAMachineNeverMeasuredIsNotHealth() throws Exception {
    write("{burst: 2m, schedule: \"*/5 * * * *\"}");
    Process plan = start("keep-alive", "--plan");
    String text = new String(plan.getInputStream().readAllBytes(), UTF_8);
    assertThat(plan.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(plan.exitValue()).isEqualTo(2);
    assertThat(text)
        .contains("2016 bursts in 7 days (*/5 * * * * UTC), 2 min each, all cores at 35 %")
        .contains("minutes not measured: 10,080")
        .contains("❓ measured for 0 h")
        .doesNotContain("✅", "\u001b");
    Process json = start("keep-alive", "--plan", "--format", "json");
    assertThat(new String(json.getInputStream().readAllBytes(), UTF_8))
        .contains(
            "\"status\" : \"unknown\"", "\"bursts\" : 2016", "\"notMeasuredMinutes\" : 10080");
    assertThat(json.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(json.exitValue()).isEqualTo(2);
  }

  /** The fields of stat after the name, of each worker of this process. */
  private static List<List<String>> workers(Process process) {
    List<List<String>> found = new ArrayList<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", process.pid() + "", "task"))) {
      for (Path task : tasks.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        if (stat.contains("(keep-alive-")) {
          found.add(List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1)));
        }
      }
      return found;
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Nice 19 and SCHED_IDLE. */
  private static boolean isLowest(List<String> stat) {
    return stat.get(16).equals("19") && stat.get(38).equals("5");
  }

  /** Hundredths of a second that the workers have used. */
  private static long ticks(Process process) {
    return workers(process).stream().mapToLong(stat -> Long.parseLong(stat.get(11))).sum();
  }

  private int samples() {
    Instant now = Instant.now();
    try (History history = History.open(folder.resolve(".gapwatch"))) {
      return history.usage().between(now.minusSeconds(3600), now).size();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(TIMEOUT);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Gapwatch.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    started.add(process);
    return process;
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }
}

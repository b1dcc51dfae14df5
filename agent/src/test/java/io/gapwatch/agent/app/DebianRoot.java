package io.gapwatch.agent.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Debian with cron, the packaged agent, and a plain user called {@code watcher}, who lives in a
 * folder of the test; PM2 if wanted. What runs in it shares the network with the test.
 */
public final class DebianRoot implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final Process process;
  private final BufferedReader said;
  private final Writer commands;

  private DebianRoot(Process process) {
    this.process = process;
    this.said = process.inputReader(UTF_8);
    this.commands = process.outputWriter(UTF_8);
  }

  /** Why there can be none on this machine. */
  public static Optional<String> obstacle() throws IOException {
    return RootFilesystem.obstacle();
  }

  /** One that has no PM2. */
  public static DebianRoot start(Path work) throws IOException, InterruptedException {
    return start(work, List.of());
  }

  /** With the PM2 that is installed there; its home is where PM2 has it by default. */
  public static DebianRoot withPm2(Path work, Path installed)
      throws IOException, InterruptedException {
    Process which = new ProcessBuilder("sh", "-c", "readlink -f \"$(command -v node)\"").start();
    String node = new String(which.getInputStream().readAllBytes(), UTF_8).strip();
    return start(work, List.of(node, installed.toString()));
  }

  private static DebianRoot start(Path work, List<String> more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh"));
    command.add(Path.of("src/test/resources/debian-root.sh").toAbsolutePath().toString());
    command.add(RootFilesystem.make().toString());
    command.add(work.toString());
    command.add(Path.of(System.getProperty("java.home")).toRealPath().toString());
    command.add(Jar.folder().toString());
    command.addAll(more);
    DebianRoot root = new DebianRoot(new ProcessBuilder(command).redirectErrorStream(true).start());
    root.awaitEnd("building it");
    return root;
  }

  /** Runs a command of the root's shell, or of the plain user by {@code as_user '…'}. */
  public String run(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    return awaitEnd(command);
  }

  private String awaitEnd(String command) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.equals("ended: 0")) {
        return text.toString();
      }
      text.append(line).append('\n');
      if (line.startsWith("ended: ")) {
        break;
      }
    }
    throw new AssertionError(command + ":\n" + text);
  }

  /** Cron and the agent take it for this time from now on; what is due in this minute is called. */
  public void setClock(Instant time) throws IOException {
    run("clock " + (time.getEpochSecond() - Instant.now().getEpochSecond()));
  }

  /** The end of the run that cron started for this job, not before that time. */
  public Run awaitRun(Path state, String job, Instant from) throws IOException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < end) {
      Optional<Run> run = last(state, job);
      if (run.isPresent()
          && !run.get().startedAt().isBefore(from)
          && run.get().ending().isPresent()) {
        // Its end is stored before people are told.
        run("while chroot $root pgrep -f gapwatch.jar >/dev/null; do sleep 0.1; done");
        return run.get();
      }
      // Cron may have been about to sleep when it was woken.
      run("sleep 0.3; kill -HUP $cron");
    }
    String seen =
        "date; cat $root/run/clock; chroot $root ps -ef; ls -la %1$s; tail -n 30 %1$s/logs/*";
    throw new AssertionError(
        "no run of " + job + " at " + from + ": " + run(seen.formatted(state)));
  }

  private static Optional<Run> last(Path state, String job) {
    if (!Files.exists(state.resolve("history.db"))) {
      return Optional.empty();
    }
    try (History history = History.open(state)) {
      return history.runs().last(job);
    }
  }

  @Override
  public void close() throws IOException {
    commands.close();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

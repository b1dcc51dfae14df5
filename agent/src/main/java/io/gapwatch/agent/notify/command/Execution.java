package io.gapwatch.agent.notify.command;

import io.gapwatch.agent.notify.web.VendorWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One execution of a program, in a process group of its own where the system has {@code setsid}:
 * what it started is killed with it.
 *
 * @param program its path and its arguments
 * @param timeout how long it may run
 */
record Execution(List<String> program, Duration timeout) {
  /** All else of the environment stays here: secrets may come from it. */
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TZ", "TMPDIR");

  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final int MOST_ERRORS = 2000;
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final Duration DYING = Duration.ofSeconds(5);

  /** How it went. */
  sealed interface Result {}

  /** It could not be started. */
  record NotStarted() implements Result {}

  /** It was killed. */
  record TimedOut() implements Result {}

  /**
   * It ended.
   *
   * @param errors the beginning of what it wrote to its standard error, on one line
   */
  record Ended(int status, String errors) implements Result {}

  /** Runs it with this on its standard input. */
  Result with(byte[] input) {
    Process process;
    try {
      process = builder().start();
    } catch (IOException cannotStart) {
      return new NotStarted();
    }
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Thread reader = daemon(() -> drain(process.getErrorStream(), errors));
    // A program that does not read would block whoever writes.
    daemon(() -> write(process.getOutputStream(), input));
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        kill(process);
        return new TimedOut();
      }
      // What it left running may hold the pipe open for ever.
      reader.join(LAST_WORDS.toMillis());
    } catch (InterruptedException interrupted) {
      kill(process);
      Thread.currentThread().interrupt();
      return new TimedOut();
    }
    return new Ended(
        process.exitValue(),
        new VendorWords(List.of()).quote(errors.toString(StandardCharsets.UTF_8)));
  }

  private ProcessBuilder builder() {
    List<String> line = new ArrayList<>();
    // setsid would start, and say in its own words that there is no such program.
    if (Files.isExecutable(SETSID) && Files.isExecutable(Path.of(program.get(0)))) {
      line.add(SETSID.toString());
    }
    line.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(line).redirectOutput(Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(PASSED_ON);
    return builder;
  }

  private static void kill(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    if (Files.isExecutable(SETSID)) {
      killGroup(process.pid());
    }
  }

  /** Those whose parents are gone are no descendants any more, but still of the group. */
  private static void killGroup(long leader) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -KILL -" + leader)
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start()
          .waitFor(DYING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException noShell) {
      // Its descendants are killed already.
      return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(OutputStream out, byte[] input) {
    try (out) {
      out.write(input);
    } catch (IOException notRead) {
      // It may know enough without reading to the end; its exit status tells.
      return;
    }
  }

  private static void drain(InputStream errors, ByteArrayOutputStream first) {
    byte[] buffer = new byte[MOST_ERRORS];
    try (errors) {
      for (int n = errors.read(buffer); n >= 0; n = errors.read(buffer)) {
        first.write(buffer, 0, Math.min(n, MOST_ERRORS - first.size()));
      }
    } catch (IOException closed) {
      // It was killed.
      return;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "command");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}

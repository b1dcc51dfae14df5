package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gives threads nice 19, and SCHED_IDLE where the machine has {@code chrt}: they only get idle CPU
 * time. Java cannot do this itself, and {@code renice} of the process id would only affect its
 * first thread, because on Linux each thread has its own priority.
 */
final class LowestPriority {
  private static final long SECONDS = 5;

  /** Field index in {@code stat} of proc(5), counted from the state after the name. */
  private static final int NICE = 16;

  private static final int POLICY = 38;
  private static final String SCHED_IDLE = "5";

  private final Path proc;

  public LowestPriority(Path proc) {
    this.proc = proc;
  }

  /** The Linux thread id of the calling thread. */
  static String currentThread() {
    try {
      return String.valueOf(Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
    } catch (IOException e) {
      throw new GapwatchException(
          "could not read a thread id: "
              + FileTrouble.inWords(e)
              + "; keep-alive needs Linux with /proc",
          e);
    }
  }

  /**
   * Lowers these threads of this process.
   *
   * @throws GapwatchException if any of them is not lowered
   */
  void give(List<String> threads) {
    List<String> renice = new ArrayList<>(List.of("renice", "-n", "19", "-p"));
    renice.addAll(threads);
    run(renice);
    threads.forEach(thread -> run(List.of("chrt", "--idle", "--pid", "0", thread)));
    for (String thread : threads) {
      if (!isLow(thread)) {
        throw new GapwatchException(
            "could not lower the priority, so there is no burst, because real work comes "
                + "first; install renice (Debian: bsdutils) or chrt (util-linux)");
      }
    }
  }

  private boolean isLow(String thread) {
    Path stat = proc.resolve("self/task").resolve(thread).resolve("stat");
    try {
      String text = Files.readString(stat);
      List<String> fields =
          Arrays.asList(text.substring(text.lastIndexOf(')') + 2).trim().split(" "));
      return fields.get(NICE).equals("19") || fields.get(POLICY).equals(SCHED_IDLE);
    } catch (IOException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  /** The effect is verified afterwards; a missing program has none. */
  private static void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

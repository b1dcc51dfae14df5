package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gives threads nice 19, and SCHED_IDLE where the machine has {@code chrt}: they get only what
 * nobody else wants. Java itself cannot, and {@code renice} of the process id would reach nothing
 * but its first thread, for on Linux each thread has its own.
 */
public final class LowestPriority {
  private static final long SECONDS = 5;

  /** In {@code stat} of proc(5), counted from the state after the name. */
  private static final int NICE = 16;

  private static final int POLICY = 38;
  private static final String SCHED_IDLE = "5";

  private final Path proc;

  public LowestPriority(Path proc) {
    this.proc = proc;
  }

  /** The number by which Linux knows the thread that asks. */
  static String currentThread() {
    try {
      return String.valueOf(Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
    } catch (IOException e) {
      throw new GapwatchException(
          "cannot tell the number of a thread: " + e + "; keep-alive needs Linux with /proc", e);
    }
  }

  /**
   * Lowers these threads of this process.
   *
   * @throws GapwatchException when one of them is not lowered after that
   */
  void give(List<String> threads) {
    List<String> renice = new ArrayList<>(List.of("renice", "-n", "19", "-p"));
    renice.addAll(threads);
    run(renice);
    threads.forEach(thread -> run(List.of("chrt", "--idle", "--pid", "0", thread)));
    for (String thread : threads) {
      if (!isLow(thread)) {
        throw new GapwatchException(
            "cannot lower the priority of the burst, so there is none: real work comes first;"
                + " install renice (Debian: bsdutils) or chrt (util-linux)");
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

  /** What it achieved is looked up afterwards; a program that is missing achieves nothing. */
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

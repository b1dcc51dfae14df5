package io.gapwatch.agent.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What the process and its state take after so many simulated days, garbage collected.
 *
 * @param runs so far
 * @param files in the state folder, folders not counted
 */
record Sample(
    long day, int runs, long heapBytes, int threads, long openFiles, long stateBytes, int files) {

  private static final Duration PAUSE = Duration.ofMillis(200);

  static Sample take(long day, int runs, Path state) throws IOException {
    collect();
    List<Path> files = filesIn(state);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return new Sample(
        day,
        runs,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        liveThreads(),
        open(),
        bytes,
        files.size());
  }

  /** Twice, because what is garbage may first have to give back what it holds. */
  private static void collect() {
    for (int i = 0; i < 2; i++) {
      System.gc();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * Without the idle workers of the HTTP client, which end after a minute, of which a simulated
   * week has none. A client that is left behind shows by its selector's thread.
   */
  private static int liveThreads() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return (int)
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(Objects::nonNull)
            .filter(thread -> !thread.getThreadName().matches("HttpClient-\\d+-Worker-\\d+"))
            .count();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static long open() throws IOException {
    Path own = Path.of("/proc/self/fd");
    if (!Files.isDirectory(own)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(own)) {
      return all.count();
    }
  }
}

package io.gapwatch.agent.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  private static final int MOST_PAUSES = 8;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  static Sample take(long day, int runs, Path state) throws IOException {
    settle();
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

  /** Threads of clients that are garbage end by themselves, some seconds later. */
  private static void settle() {
    int before = Integer.MAX_VALUE;
    int now = liveThreads();
    for (int i = 0; i < MOST_PAUSES && now < before; i++) {
      System.gc();
      LockSupport.parkNanos(PAUSE.toNanos());
      before = now;
      now = liveThreads();
    }
  }

  private static int liveThreads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
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

package io.gapwatch.agent.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the process and its state take after so many simulated days, garbage collected.
 *
 * @param runs so far
 * @param files in the state folder, folders not counted
 */
record Sample(
    long day, int runs, long heapBytes, int threads, long handles, long stateBytes, int files) {

  static Sample take(long day, int runs, Path state) throws IOException {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    List<Path> files = filesIn(state);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return new Sample(
        day,
        runs,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        open(),
        bytes,
        files.size());
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

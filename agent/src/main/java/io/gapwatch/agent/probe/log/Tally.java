package io.gapwatch.agent.probe.log;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was counted. */
final class Tally {
  private static final int MOST_FILES = 3;

  private final Filter filter;
  private final Patterns patterns = new Patterns();
  private final Map<Path, Long> byFile = new LinkedHashMap<>();
  private long lines;

  Tally(Filter filter) {
    this.filter = filter;
  }

  /**
   * One line.
   *
   * @param file the file that it is counted for
   */
  void add(Path file, String line) {
    lines++;
    if (filter.counts(line)) {
      byFile.merge(file, 1L, Long::sum);
      patterns.add(file.getFileName().toString(), line);
    }
  }

  long lines() {
    return lines;
  }

  long errors() {
    return byFile.values().stream().mapToLong(it -> it).sum();
  }

  long errorsOf(Path file) {
    return byFile.getOrDefault(file, 0L);
  }

  Patterns patterns() {
    return patterns;
  }

  String expression() {
    return filter.match().pattern();
  }

  /** The files with most of them, for a command line. */
  List<String> worst() {
    return byFile.entrySet().stream()
        .sorted(Map.Entry.<Path, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_FILES)
        .map(entry -> entry.getKey().toString())
        .toList();
  }
}

package io.gapwatch.agent.probe.log;

import io.gapwatch.agent.text.Shell;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was counted. */
final class Tally {
  private static final int MOST_FILES = 3;

  private final Filter filter;
  private final Patterns patterns = new Patterns();
  private final Map<Path, Long> byFile = new LinkedHashMap<>();

  /** Where the lines of each were found: in it, or in what was rotated from it since. */
  private final Map<Path, Set<Path>> parts = new LinkedHashMap<>();

  private long lines;

  Tally(Filter filter) {
    this.filter = filter;
  }

  /**
   * One line.
   *
   * @param file the file that it is counted for
   * @param part the file that it is in
   */
  void add(Path file, Path part, String line) {
    lines++;
    if (filter.counts(line)) {
      parts.computeIfAbsent(file, any -> new LinkedHashSet<>()).add(part);
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

  /** Shows them: the files with most of them, and what was rotated from these. */
  String command() {
    String files =
        byFile.entrySet().stream()
            .sorted(Map.Entry.<Path, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(MOST_FILES)
            .flatMap(entry -> parts.getOrDefault(entry.getKey(), Set.of()).stream())
            .distinct()
            .map(part -> " " + Shell.word(part.toString()))
            .collect(Collectors.joining());
    String expression = filter.match().pattern();
    // What only Perl knows as Java does: (?i), \d, \b.
    boolean perl = expression.contains("(?") || expression.contains("\\");
    // -a: one byte that is no text, and grep would show none of the lines.
    return "%s %s %s%s | tail -20"
        .formatted(
            files.contains(".gz") ? "zgrep -h" : "grep",
            perl ? "-aP" : "-aE",
            quoted(expression),
            files);
  }

  private static String quoted(String expression) {
    return "'" + expression.replace("'", "'\\''") + "'";
  }
}

package io.gapwatch.agent.probe.log;

import io.gapwatch.agent.text.Redaction;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lines of errors by what is the same in them. Memory and time are bounded, whatever is written: in
 * a storm of errors the later ones are counted as others.
 */
final class Patterns {
  private static final int MOST_PATTERNS = 1000;
  private static final int MOST_COMPARED = 20_000;
  private static final int MOST_LINES = 15;
  private static final int MOST_FILES = 20;
  private static final int MOST_OF_FILE = 10;
  private static final int LONGEST = 160;
  private static final String OTHERS = "(others)";

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d([.,]\\d+)?(Z|[+-]\\d\\d:?\\d\\d)?");
  private static final Pattern HEXADECIMAL = Pattern.compile("\\b(0x)?[0-9a-fA-F]{8,}\\b");
  private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)*");

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private long compared;
  private final Deque<String> last = new ArrayDeque<>();
  private final Map<String, Deque<String>> lastByFile = new LinkedHashMap<>();

  /**
   * One line.
   *
   * @param file the name of the file that it is in
   */
  void add(String file, String line) {
    compared++;
    String pattern = compared > MOST_COMPARED ? OTHERS : cut(common(Redaction.of(line)));
    boolean full = counts.size() >= MOST_PATTERNS && !counts.containsKey(pattern);
    counts.merge(full ? OTHERS : pattern, 1L, Long::sum);
    keep(last, MOST_LINES, line);
    if (lastByFile.size() < MOST_FILES || lastByFile.containsKey(file)) {
      keep(lastByFile.computeIfAbsent(file, name -> new ArrayDeque<>()), MOST_OF_FILE, line);
    }
  }

  private static void keep(Deque<String> lines, int most, String line) {
    if (lines.size() == most) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  private static String common(String line) {
    String text = TIME.matcher(line).replaceAll("#");
    text = HEXADECIMAL.matcher(text).replaceAll("#");
    return NUMBER.matcher(text).replaceAll("#").strip();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** The most frequent, as {@code 12 × connect ECONNREFUSED #}. */
  List<String> top(int most) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(entry -> entry.getValue() + " × " + entry.getKey())
        .toList();
  }

  /** The last lines of each file, redacted. */
  Map<String, List<String>> lastByFile() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    lastByFile.forEach((file, lines) -> all.put(file, redacted(lines)));
    return all;
  }

  /** The last lines, redacted. */
  List<String> last() {
    return redacted(last);
  }

  private static List<String> redacted(Deque<String> lines) {
    return lines.stream().map(line -> cut(Redaction.of(line))).toList();
  }
}

package io.gapwatch.agent.schedule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the installed crontab block differs from the one for the configuration.
 *
 * @param missing lines that should be installed
 * @param surplus lines that should not be
 */
public record CrontabDrift(List<String> missing, List<String> surplus) {
  public CrontabDrift {
    missing = List.copyOf(missing);
    surplus = List.copyOf(surplus);
  }

  /** Compares the installed block, if any, with the expected one. */
  public static CrontabDrift between(Optional<String> installed, String wanted) {
    List<String> actual = installed.stream().flatMap(CrontabDrift::lines).toList();
    List<String> expected = lines(wanted).toList();
    return new CrontabDrift(without(expected, actual), without(actual, expected));
  }

  public boolean none() {
    return missing.isEmpty() && surplus.isEmpty();
  }

  private static List<String> without(List<String> lines, List<String> others) {
    List<String> known = others.stream().map(CrontabDrift::comparable).toList();
    return lines.stream().filter(line -> !known.contains(comparable(line))).toList();
  }

  private static Stream<String> lines(String block) {
    return block.lines().filter(line -> !line.startsWith("#"));
  }

  /** PATH is that of the installing shell, and differs from shell to shell. */
  private static String comparable(String line) {
    return line.replaceFirst(" PATH=('[^']*'|[^\\s'])+ ", " PATH=* ");
  }
}

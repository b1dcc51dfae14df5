package io.gapwatch.agent.schedule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the block in the crontab differs from the one that the configuration asks for.
 *
 * @param missing lines that should be there
 * @param surplus lines that should not
 */
public record CrontabDrift(List<String> missing, List<String> surplus) {
  public CrontabDrift {
    missing = List.copyOf(missing);
    surplus = List.copyOf(surplus);
  }

  /** Between the block that is installed, if any, and the one that should be. */
  public static CrontabDrift between(Optional<String> installed, String wanted) {
    List<String> there = installed.stream().flatMap(CrontabDrift::lines).toList();
    List<String> asked = lines(wanted).toList();
    return new CrontabDrift(without(asked, there), without(there, asked));
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

  /**
   * PATH is that of the shell in which the block was installed, and differs from shell to shell.
   */
  private static String comparable(String line) {
    return line.replaceFirst(" PATH=('[^']*'|[^\\s'])+ ", " PATH=* ");
  }
}

package io.gapwatch.agent.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes to our block, line by line. Other lines never change. */
final class CrontabDiff {
  private CrontabDiff() {}

  /** Removed lines with a minus, then the new block with a plus on new lines. */
  public static List<String> lines(Optional<String> before, Optional<String> after) {
    List<String> old = before.orElse("").lines().toList();
    List<String> young = after.orElse("").lines().toList();
    List<String> diff = new ArrayList<>();
    old.stream().filter(line -> !young.contains(line)).map(line -> "- " + line).forEach(diff::add);
    young.stream().map(line -> (old.contains(line) ? "  " : "+ ") + line).forEach(diff::add);
    return diff;
  }
}

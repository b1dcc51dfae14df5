package io.gapwatch.agent.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a change does to our block, line by line. Other lines are never changed. */
public final class CrontabDiff {
  private CrontabDiff() {}

  /** The old lines that go, with a minus, then the new block: a plus marks what is new. */
  public static List<String> lines(Optional<String> before, Optional<String> after) {
    List<String> old = before.orElse("").lines().toList();
    List<String> young = after.orElse("").lines().toList();
    List<String> diff = new ArrayList<>();
    old.stream().filter(line -> !young.contains(line)).map(line -> "- " + line).forEach(diff::add);
    young.stream().map(line -> (old.contains(line) ? "  " : "+ ") + line).forEach(diff::add);
    return diff;
  }
}

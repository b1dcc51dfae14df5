package io.gapwatch.agent.report;

import io.gapwatch.agent.history.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A period in which no run began.
 *
 * @param from when the run before it began, UTC
 * @param to when the run after it began; for the time since the last run, now
 * @param open whether no run has followed yet
 */
public record RunGap(Instant from, Instant to, boolean open) {

  public Duration length() {
    return Duration.between(from, to);
  }

  /**
   * The longest gap, including the time since the last run.
   *
   * @param before the last run before the period, so that a gap at its start is not lost
   */
  public static Optional<RunGap> longest(Optional<Run> before, List<Run> runs, Instant now) {
    List<Instant> starts = new ArrayList<>();
    before.ifPresent(run -> starts.add(run.startedAt()));
    runs.forEach(run -> starts.add(run.startedAt()));
    List<RunGap> gaps = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      boolean last = i == starts.size() - 1;
      gaps.add(new RunGap(starts.get(i), last ? now : starts.get(i + 1), last));
    }
    return gaps.stream().max(Comparator.comparing(RunGap::length));
  }
}

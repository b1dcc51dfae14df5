package io.gapwatch.agent.schedule;

import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.report.DueRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which due times of a job were served. A run serves the last due time before it, however late: one
 * that catches up on several serves one of them, and the others are missed. Only runs that began
 * count, not calls that found another run in progress.
 *
 * @param timetable the current one; earlier ones are not kept
 * @param deadline how long a run may take; an older one without an end never ended
 */
public record ServedTimes(Timetable timetable, Duration deadline) {

  /**
   * The due times of a period. One in the last ten minutes is omitted until a run has served it,
   * because cron may be late.
   *
   * @param first when the job's first known run began
   * @param runs those that began within the period or up to {@link ScheduledCall#EARLY} before it
   */
  public DueRuns of(Instant first, List<Run> runs, Instant since, Instant now) {
    boolean whole = !first.isAfter(since);
    Instant from = whole ? since : first;
    NavigableMap<Instant, List<Run>> begun =
        runs.stream()
            .collect(Collectors.groupingBy(Run::startedAt, TreeMap::new, Collectors.toList()));
    List<Instant> ran = new ArrayList<>();
    List<Instant> unfinished = new ArrayList<>();
    List<Instant> missed = new ArrayList<>();
    Instant begin = whole ? from : from.minus(ScheduledCall.EARLY);
    Optional<Instant> due = timetable.next(begin.minusMillis(1));
    while (due.filter(time -> !time.isAfter(now)).isPresent()) {
      Instant time = due.get();
      due = timetable.next(time);
      List<Run> serving = serving(begun, time, due.orElse(Instant.MAX));
      if (serving.stream().anyMatch(run -> !run.abandoned(now, deadline))) {
        ran.add(time);
      } else if (!serving.isEmpty()) {
        unfinished.add(time);
      } else if (!time.plus(ScheduledCall.LATE).isAfter(now)) {
        missed.add(time);
      }
    }
    return new DueRuns(from, whole, ran, unfinished, missed);
  }

  private static List<Run> serving(
      NavigableMap<Instant, List<Run>> begun, Instant due, Instant next) {
    return begun
        .subMap(due.minus(ScheduledCall.EARLY), next.minus(ScheduledCall.EARLY))
        .values()
        .stream()
        .flatMap(Collection::stream)
        .toList();
  }
}

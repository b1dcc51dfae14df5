package io.gapwatch.agent.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the watch has to run and when, as a plain value. A job is due if a due time has passed since
 * it was last served; several that passed while the machine slept make one run.
 *
 * <p>If the clock goes back by more than a minute, the plan restarts from there: a run may be
 * repeated, but no job waits until the clock catches up.
 */
public final class WatchPlan {
  /** A smaller clock correction is not a jump. */
  public static final Duration JITTER = Duration.ofMinutes(1);

  private final Map<String, Entry> entries;

  private WatchPlan(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * One job.
   *
   * @param served all due times up to this one have been served
   * @param next the first due time after that
   */
  private record Entry(Timetable timetable, Instant served, Optional<Instant> next) {
    static Entry of(Timetable timetable, Instant served) {
      return new Entry(timetable, served, timetable.next(served));
    }

    Entry at(Instant now) {
      return served.isAfter(now.plus(JITTER)) ? of(timetable, now) : this;
    }

    boolean isDue(Instant now) {
      return next.filter(due -> !due.isAfter(now)).isPresent();
    }
  }

  /**
   * The initial plan: what was missed since the last run is due.
   *
   * @param lastRuns when each job last ran; one that never did waits for its first due time
   */
  public static WatchPlan start(
      Map<String, Timetable> jobs, Map<String, Instant> lastRuns, Instant now) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    jobs.forEach(
        (job, timetable) ->
            entries.put(job, Entry.of(timetable, lastRuns.getOrDefault(job, now)).at(now)));
    return new WatchPlan(entries);
  }

  /** The plan for a changed configuration: a job with a new timetable starts now. */
  public WatchPlan with(Map<String, Timetable> jobs, Instant now) {
    Map<String, Instant> served = new LinkedHashMap<>();
    entries.forEach(
        (job, entry) -> {
          if (entry.timetable.equals(jobs.get(job))) {
            served.put(job, entry.served);
          }
        });
    return start(jobs, served, now);
  }

  /** The plan at this time; the same unless the clock went back. */
  public WatchPlan at(Instant now) {
    Map<String, Entry> moved = new LinkedHashMap<>();
    entries.forEach((job, entry) -> moved.put(job, entry.at(now)));
    return new WatchPlan(moved);
  }

  /** The due jobs, longest waiting first. */
  public List<String> due(Instant now) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().isDue(now))
        .sorted(Comparator.comparing(entry -> entry.getValue().next().orElse(now)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The plan after the job ran at this time. */
  public WatchPlan served(String job, Instant now) {
    Map<String, Entry> served = new LinkedHashMap<>(entries);
    served.computeIfPresent(job, (name, entry) -> Entry.of(entry.timetable, now));
    return new WatchPlan(served);
  }

  /** The job's first due time not yet served; may be in the past. */
  public Optional<Instant> next(String job) {
    return Optional.ofNullable(entries.get(job)).flatMap(Entry::next);
  }

  /**
   * The next due time of any job; may be in the past.
   *
   * @param running jobs that cannot start anyway
   */
  public Optional<Instant> wake(Set<String> running) {
    return entries.entrySet().stream()
        .filter(entry -> !running.contains(entry.getKey()))
        .flatMap(entry -> entry.getValue().next().stream())
        .min(Comparator.naturalOrder());
  }
}

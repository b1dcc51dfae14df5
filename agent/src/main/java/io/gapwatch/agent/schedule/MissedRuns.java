package io.gapwatch.agent.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Jobs that missed two consecutive due times. A pure function, for every run and for {@code
 * doctor}.
 */
public final class MissedRuns {
  /** Cron is late on a loaded machine, and jobs due in the same minute start one after another. */
  public static final Duration GRACE = ScheduledCall.LATE;

  private MissedRuns() {}

  /**
   * A job that did not run.
   *
   * @param since when it last ran; for one that never did, from when on it should have
   * @param ever whether it ever ran
   * @param firstDue the first due time after that
   */
  public record Missed(String job, Instant since, boolean ever, Instant firstDue) {}

  /**
   * The jobs that missed two consecutive due times.
   *
   * @param since from when on a job that never ran should have: the first run of any job, or when
   *     the job was added if later
   */
  public static List<Missed> of(List<JobHistory> jobs, Instant since, Instant now) {
    return jobs.stream().flatMap(job -> missed(job, since, now).stream()).toList();
  }

  private static Optional<Missed> missed(JobHistory job, Instant since, Instant now) {
    if (job.running(now)) {
      return Optional.empty();
    }
    Instant from = job.lastRun().map(run -> run.startedAt()).orElse(since);
    Optional<Instant> first = job.timetable().next(from);
    return first
        .flatMap(job.timetable()::next)
        .filter(second -> !second.plus(GRACE).isAfter(now))
        .map(second -> new Missed(job.job(), from, job.lastRun().isPresent(), first.orElseThrow()));
  }
}

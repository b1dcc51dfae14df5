package io.gapwatch.agent.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a job that cron called at one of several candidate times is due at this one. Each due
 * time is served once: the first call from it on runs the job, the calls after that find its run.
 */
public final class ScheduledCall {
  /** Cron calls at the full minute; a clock that is set right meanwhile is off by less. */
  public static final Duration EARLY = Duration.ofSeconds(30);

  /** A laden machine starts a process late; later than this it is a missed run. */
  static final Duration LATE = Duration.ofMinutes(10);

  private ScheduledCall() {}

  /**
   * Whether to run now.
   *
   * @param lastRun when the job's last run began
   */
  public static boolean isDue(Timetable timetable, Optional<Instant> lastRun, Instant now) {
    return timetable
        .last(now.plus(EARLY))
        .filter(due -> !due.isBefore(now.minus(LATE)))
        .filter(due -> lastRun.filter(run -> !run.isBefore(due.minus(EARLY))).isEmpty())
        .isPresent();
  }
}

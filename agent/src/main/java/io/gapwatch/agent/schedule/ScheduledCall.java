package io.gapwatch.agent.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a job that cron calls at several candidate times is due at this one. Each due time is
 * served once: the first call after it runs the job, later calls find that run.
 */
public final class ScheduledCall {
  /** Cron calls on the minute; a clock correction in between is smaller than this. */
  public static final Duration EARLY = Duration.ofSeconds(30);

  /** A loaded machine starts processes late; later than this counts as missed. */
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

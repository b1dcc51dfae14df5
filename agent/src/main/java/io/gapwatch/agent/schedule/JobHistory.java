package io.gapwatch.agent.schedule;

import io.gapwatch.agent.history.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a job's runs.
 *
 * @param longest a run without an end that is older than this is dead
 * @param lastRun the run that began last, not after the time at which this was asked
 */
public record JobHistory(String job, Timetable timetable, Duration longest, Optional<Run> lastRun) {

  /** The last run, if it never ended and never will. */
  Optional<Run> abandoned(Instant now) {
    return lastRun.filter(run -> run.abandoned(now, longest));
  }

  /** Whether a run is under way, as far as anybody can tell. */
  boolean running(Instant now) {
    return lastRun.filter(run -> run.ending().isEmpty()).isPresent() && abandoned(now).isEmpty();
  }
}

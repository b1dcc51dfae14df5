package io.gapwatch.agent.schedule;

import io.gapwatch.agent.history.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known about a job's runs.
 *
 * @param longest an unfinished run older than this is dead
 * @param lastRun the last run that began, up to the time of the query
 * @param before how many runs right before it did not end
 */
public record JobHistory(
    String job, Timetable timetable, Duration longest, Optional<Run> lastRun, long before) {

  /** The last run, if it is dead. */
  Optional<Run> abandoned(Instant now) {
    return lastRun.filter(run -> run.abandoned(now, longest));
  }

  /** Whether a run seems to be in progress. */
  boolean running(Instant now) {
    return lastRun.filter(run -> run.ending().isEmpty()).isPresent() && abandoned(now).isEmpty();
  }
}

package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution of a job.
 *
 * @param id a ULID
 * @param startedAt the run's single clock reading
 * @param ending how it ended; empty while it is in progress, and for ever if it was killed
 */
public record Run(String id, String job, Instant startedAt, Optional<Ending> ending) {

  /** How a run ended. */
  public record Ending(Instant at, Status status, int exitCode) {}

  public static Run started(String id, String job, Instant at) {
    return new Run(id, job, at, Optional.empty());
  }

  public Run ended(Instant at, Status status, int exitCode) {
    return new Run(id, job, startedAt, Optional.of(new Ending(at, status, exitCode)));
  }

  /** Whether it has exceeded the time that a run may take without ending, so that it never will. */
  public boolean abandoned(Instant now, Duration longest) {
    return ending.isEmpty() && startedAt.plus(longest).isBefore(now);
  }
}

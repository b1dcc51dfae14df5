package io.gapwatch.agent.history;

import io.gapwatch.agent.config.MaintenanceConfig.Concerned;
import java.time.Instant;

/**
 * A window of planned work that somebody made by command.
 *
 * @param id a ULID
 * @param from when it begins, UTC
 * @param until when it ends, UTC, exclusive
 * @param of what it is for
 * @param comment why
 * @param by who made it
 */
public record Window(
    String id, Instant from, Instant until, Concerned of, String comment, String by) {

  /** Whether this moment is in it. */
  public boolean activeAt(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }
}

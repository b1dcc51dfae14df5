package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.Status;
import java.time.Instant;

/**
 * One measured number of one check.
 *
 * @param at when the run began
 * @param status how the check was judged, so that a baseline can exclude what was not ok
 * @param whole the number without a fraction, and exact beyond 2^53
 */
public record Sample(Instant at, Status status, double value, long whole) {
  public Sample(Instant at, Status status, double value) {
    this(at, status, value, (long) value);
  }
}

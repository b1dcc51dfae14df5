package io.gapwatch.agent.probe;

import java.time.Instant;
import java.util.Optional;

/**
 * One subject of a reading about which nothing is known, beside others that were measured.
 *
 * @param subject what it is about, as in {@link Observation}: once it can be measured, a finding on
 *     it continues the same incident
 * @param reason what could not be found out and why, without secrets
 * @param remedy what to try
 * @param settlesAt until then it is expected to become known by itself, as a rate does with the
 *     second run; the check is unknown nevertheless
 */
public record Unmeasured(
    String subject, String reason, String remedy, Optional<Instant> settlesAt) {

  public Unmeasured(String subject, String reason, String remedy) {
    this(subject, reason, remedy, Optional.empty());
  }

  /** The same, but expected to become known by this time. */
  public Unmeasured settlingAt(Instant moment) {
    return new Unmeasured(subject, reason, remedy, Optional.of(moment));
  }
}

package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding followed over the runs of one job.
 *
 * @param id a ULID; a fingerprint that comes back after it was resolved gets a new one
 * @param job the job whose runs follow it
 * @param finding the latest sighting
 * @param firstSeen when a run first saw it
 * @param lastSeen when a run last saw it
 * @param sightings how many runs in a row have seen it
 * @param goodRuns how many runs since then have known that it is gone
 * @param openedAt when it was confirmed
 * @param resolvedAt when it was known to be gone
 * @param remindedAt when people were last told of it
 * @param acknowledgedBy who took it on; stops reminders
 */
public record Incident(
    String id,
    String job,
    State state,
    Finding finding,
    Instant firstSeen,
    Instant lastSeen,
    int sightings,
    int goodRuns,
    Optional<Instant> openedAt,
    Optional<Instant> resolvedAt,
    Optional<Instant> remindedAt,
    Optional<String> acknowledgedBy) {

  public Fingerprint fingerprint() {
    return finding.fingerprint();
  }

  public Severity severity() {
    return finding.severity();
  }

  /** When it began: by the data's own clock where that is known, else when it was first seen. */
  public Instant began() {
    return finding.since().filter(since -> since.isBefore(firstSeen)).orElse(firstSeen);
  }

  /** How long it has lasted, or did last. */
  public Duration lasted(Instant now) {
    return Duration.between(began(), resolvedAt.orElse(now));
  }
}

package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.CheckResult;
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
 * @param finding the latest sighting, under the subject of the first one, so that the fingerprint
 *     never changes; its place is the hull of all that the latest run saw of it, and of what no run
 *     has looked at since it was seen there
 * @param worst the worst that was ever known of it; unknown only if nothing ever was
 * @param scope what it was measured on and with which settings, see {@link CheckResult#scope}
 * @param firstSeen when a run first saw it
 * @param lastSeen when a run last saw it
 * @param sightings how many consecutive runs have seen it
 * @param goodRuns how many runs since then have found it gone
 * @param openedAt when it was confirmed
 * @param resolvedAt when it was known to be gone, or closed
 * @param remindedAt when people were last notified of it after it opened
 * @param acknowledgedBy who acknowledged it; stops reminders
 * @param closure why it was closed, if it was
 */
public record Incident(
    String id,
    String job,
    State state,
    Finding finding,
    Severity worst,
    String scope,
    Instant firstSeen,
    Instant lastSeen,
    int sightings,
    int goodRuns,
    Optional<Instant> openedAt,
    Optional<Instant> resolvedAt,
    Optional<Instant> remindedAt,
    Optional<String> acknowledgedBy,
    Optional<Closure> closure) {

  public Fingerprint fingerprint() {
    return finding.fingerprint();
  }

  /** Five letters that people type for it. */
  public String shortId() {
    return ShortId.of(id);
  }

  public Severity severity() {
    return finding.severity();
  }

  /** The same with a finding in other words. */
  public Incident saying(Finding other) {
    return new Incident(
        id,
        job,
        state,
        other,
        worst,
        scope,
        firstSeen,
        lastSeen,
        sightings,
        goodRuns,
        openedAt,
        resolvedAt,
        remindedAt,
        acknowledgedBy,
        closure);
  }

  /** The worst that was ever known of it, where it is less bad now. */
  public Optional<Severity> wasWorse() {
    return Optional.of(worst)
        .filter(it -> it != severity() && it != Severity.UNKNOWN)
        .filter(it -> worse(it, severity()) == it);
  }

  /** When it began: by the data's own clock where that is known, else when it was first seen. */
  public Instant began() {
    return finding.since().filter(since -> since.isBefore(firstSeen)).orElse(firstSeen);
  }

  /** How long it has lasted, or did last; zero if a run with a later clock found it. */
  public Duration lasted(Instant now) {
    Instant end = resolvedAt.orElse(now);
    return end.isBefore(began()) ? Duration.ZERO : Duration.between(began(), end);
  }

  /** As it was first seen: pending, until its policy confirms it. */
  static Incident first(String id, String job, Sighting sighting, Instant now) {
    return new Incident(
        id,
        job,
        State.PENDING,
        sighting.finding(),
        sighting.finding().severity(),
        sighting.scope(),
        now,
        now,
        1,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Seen again; good runs since the previous sighting restart the count of sightings. */
  Incident seen(Sighting sighting, Instant now) {
    return new Incident(
        id,
        job,
        state,
        sighting.finding(),
        worse(worst, sighting.finding().severity()),
        sighting.scope(),
        firstSeen,
        now,
        goodRuns > 0 ? 1 : sightings + 1,
        0,
        openedAt,
        resolvedAt,
        remindedAt,
        acknowledgedBy,
        closure);
  }

  private static Severity worse(Severity one, Severity other) {
    if (one == Severity.UNKNOWN || other == Severity.UNKNOWN) {
      return one == Severity.UNKNOWN ? other : one;
    }
    return one.compareTo(other) > 0 ? one : other;
  }

  Incident opened(Instant now) {
    return with(State.OPEN, goodRuns, Optional.of(now), resolvedAt, remindedAt, acknowledgedBy);
  }

  Incident missed() {
    return with(state, goodRuns + 1, openedAt, resolvedAt, remindedAt, acknowledgedBy);
  }

  Incident resolved(Instant now) {
    return with(State.RESOLVED, goodRuns, openedAt, Optional.of(now), remindedAt, acknowledgedBy);
  }

  Incident closed(Closure why, Instant now) {
    return new Incident(
        id,
        job,
        State.CLOSED,
        finding,
        worst,
        scope,
        firstSeen,
        lastSeen,
        sightings,
        goodRuns,
        openedAt,
        Optional.of(now),
        remindedAt,
        acknowledgedBy,
        Optional.of(why));
  }

  Incident notified(Instant now) {
    return with(state, goodRuns, openedAt, resolvedAt, Optional.of(now), acknowledgedBy);
  }

  Incident unacknowledged() {
    return with(state, goodRuns, openedAt, resolvedAt, remindedAt, Optional.empty());
  }

  private Incident with(
      State state,
      int goodRuns,
      Optional<Instant> openedAt,
      Optional<Instant> resolvedAt,
      Optional<Instant> remindedAt,
      Optional<String> acknowledgedBy) {
    return new Incident(
        id,
        job,
        state,
        finding,
        worst,
        scope,
        firstSeen,
        lastSeen,
        sightings,
        goodRuns,
        openedAt,
        resolvedAt,
        remindedAt,
        acknowledgedBy,
        closure);
  }
}

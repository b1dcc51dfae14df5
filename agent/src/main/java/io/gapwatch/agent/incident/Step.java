package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one run does to one incident.
 *
 * @param incident as it is now; empty when it was pending and is gone
 * @param notified the change that people are notified of
 */
record Step(Optional<Incident> incident, Optional<Transition.Kind> notified) {

  /** It was seen again. */
  static Step seen(Incident before, Sighting sighting, IncidentPolicy policy, Instant now) {
    Incident after = before.seen(sighting, now);
    if (after.state() == State.PENDING) {
      return confirm(after, policy, now);
    }
    if (before.severity() != after.severity()) {
      return change(before.severity(), after, now);
    }
    return reminderDue(after, policy, now)
        ? new Step(after.notified(now), Transition.Kind.REMINDER)
        : new Step(after);
  }

  /** It is known to be gone. */
  static Step gone(Incident before, IncidentPolicy policy, Instant now) {
    if (before.state() == State.PENDING) {
      return new Step(Optional.empty(), Optional.empty());
    }
    Incident after = before.missed();
    return after.goodRuns() >= policy.recover()
        ? new Step(after.resolved(now), Transition.Kind.RESOLVED)
        : new Step(after);
  }

  /** It is no longer looked at. What was never notified just disappears. */
  static Step closed(Incident before, Closure why, Instant now) {
    return before.state() == State.PENDING
        ? new Step(Optional.empty(), Optional.empty())
        : new Step(before.closed(why, now), Transition.Kind.CLOSED);
  }

  /** It opens if it was seen often enough and can no longer heal by itself. */
  static Step confirm(Incident pending, IncidentPolicy policy, Instant now) {
    return pending.sightings() >= policy.confirm() && !pending.finding().unsettledAt(now)
        ? new Step(pending.opened(now), Transition.Kind.OPENED)
        : new Step(pending);
  }

  /** Its check did not run, or did not tell. */
  static Step unchanged(Incident incident) {
    return new Step(incident);
  }

  /** What people are notified of, under a new id. */
  Optional<Transition> transition(Instant now, Supplier<String> ids) {
    return incident.flatMap(it -> notified.map(kind -> new Transition(ids.get(), kind, now, it)));
  }

  private Step(Incident incident) {
    this(Optional.of(incident), Optional.empty());
  }

  private Step(Incident incident, Transition.Kind notified) {
    this(Optional.of(incident), Optional.of(notified));
  }

  private static Step change(Severity before, Incident after, Instant now) {
    return before == Severity.CRITICAL && after.severity() == Severity.WARNING
        ? new Step(after.notified(now), Transition.Kind.EASED)
        : new Step(after.notified(now).unacknowledged(), Transition.Kind.WORSENED);
  }

  private static boolean reminderDue(Incident incident, IncidentPolicy policy, Instant now) {
    Optional<Instant> last = incident.remindedAt().or(incident::openedAt);
    Optional<Instant> due =
        policy.remindEvery(incident.severity()).flatMap(every -> last.map(it -> it.plus(every)));
    // What a clock that was ahead has dated is no reason to be silent until then.
    return incident.acknowledgedBy().isEmpty()
        && (due.filter(it -> !now.isBefore(it)).isPresent()
            || (due.isPresent() && last.filter(now::isBefore).isPresent()));
  }
}

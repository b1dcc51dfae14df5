package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tracks the findings of one job over its runs. It is a pure function of its arguments.
 *
 * <p><b>Identity.</b> A finding continues the active incident that has its fingerprint. One whose
 * place is a range also continues the active incidents of its check whose range, as last seen, it
 * overlaps: a gap that is backfilled, split or grown keeps its incident. The incident keeps its id
 * and its first subject, hence its fingerprint, for life; severity, texts and evidence are those of
 * the latest sighting, and so is its place, but for what no run has looked at since ({@link
 * Sighting}).
 *
 * <p><b>Recovery needs proof.</b> A run is good for an incident when its check looked at all of the
 * incident's place, on the same source with the same settings, listed all that it found, and no
 * finding matches. What the check will never look at again, or asks for with other settings, is
 * closed, which claims no health. Everything else that is not a sighting changes nothing, nor does
 * it break a streak of sightings or of good runs ({@link Absence}). That a check could not run is
 * over with any answer.
 *
 * <p><b>Changes of an open incident</b> are notified at once, even when the latest sighting is
 * unsettled. Critical to warning is {@code EASED}; every other change of severity is {@code
 * WORSENED}, also to unknown (not knowing is never better) and from it (now it is known to be bad);
 * it ends an acknowledgement. Reminders are due only in runs that have seen the incident, counted
 * from when people were last notified.
 */
public final class IncidentTracker {
  private final String job;

  public IncidentTracker(String job) {
    this.job = job;
  }

  /**
   * Advances the incidents by one run.
   *
   * @param active the job's incidents that are pending or open
   * @param results of the checks of this run
   * @param policies the policy of a check id
   * @param now when the run began
   * @param ids gives ULIDs, each greater than the one before
   */
  public Advance advance(
      List<Incident> active,
      List<CheckResult> results,
      Function<String, IncidentPolicy> policies,
      Instant now,
      Supplier<String> ids) {
    Sightings sightings = new Sightings(active, results);
    List<Step> steps = new ArrayList<>();
    for (Incident incident : active) {
      IncidentPolicy policy = policies.apply(incident.finding().checkId());
      steps.add(
          result(results, incident.finding().checkId())
              .map(result -> follow(incident, sightings, result, policy, now))
              .orElseGet(() -> Step.unchanged(incident)));
    }
    for (List<Finding> found : sightings.unfollowed()) {
      String check = found.get(0).checkId();
      Sighting sighting = Sighting.first(found, result(results, check).orElseThrow(), now);
      Incident first = Incident.first(ids.get(), job, sighting, now);
      steps.add(Step.confirm(first, policies.apply(check), now));
    }
    return advance(steps, now, ids);
  }

  /** Closes active incidents. */
  public Advance close(List<Incident> active, Closure why, Instant now, Supplier<String> ids) {
    return advance(active.stream().map(one -> Step.closed(one, why, now)).toList(), now, ids);
  }

  private static Advance advance(List<Step> steps, Instant now, Supplier<String> ids) {
    return new Advance(
        steps.stream().flatMap(step -> step.incident().stream()).toList(),
        steps.stream().flatMap(step -> step.transition(now, ids).stream()).toList());
  }

  private static Optional<CheckResult> result(List<CheckResult> results, String check) {
    return results.stream().filter(result -> result.id().equals(check)).findFirst();
  }

  private static Step follow(
      Incident incident,
      Sightings sightings,
      CheckResult result,
      IncidentPolicy policy,
      Instant now) {
    List<Finding> found = sightings.of(incident);
    if (!found.isEmpty()) {
      return Step.seen(incident, Sighting.again(incident, found, result, now), policy, now);
    }
    return switch (Absence.of(incident, result)) {
      case WELL -> Step.gone(incident, policy, now);
      case UNTOLD -> Step.unchanged(incident);
      case CHANGED -> Step.closed(incident, Closure.CHANGED, now);
      case OUT_OF_REACH -> Step.closed(incident, Closure.OUT_OF_REACH, now);
    };
  }
}

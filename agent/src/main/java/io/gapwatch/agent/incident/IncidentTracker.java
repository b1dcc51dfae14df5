package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tracks the findings of one job over its runs. It is a pure function of its arguments.
 *
 * <p><b>Identity.</b> A finding continues the active incident that has its fingerprint. One with a
 * span also continues the active incidents of its check whose span, as last seen, it overlaps: a
 * gap that is back-filled, split or grown keeps its incident. The incident keeps its id and its
 * first subject, hence its fingerprint, for life; severity, texts, evidence and span are those of
 * the latest sighting ({@link Sightings#merge}). Of the findings of a check, only ranges of one
 * kind should carry a span.
 *
 * <p><b>Good runs.</b> A run is good for an incident when the result of its check is there, is not
 * unknown, is complete, and no finding matches. An incident of severity unknown needs no complete
 * result: any answer shows that the check can run again. Everything else that is not a sighting
 * changes nothing, nor does it break a streak of sightings or of good runs.
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
      steps.add(follow(incident, sightings.of(incident), results, policy, now));
    }
    for (List<Finding> found : sightings.unfollowed()) {
      Finding finding = Sightings.merge(found.get(0).subject(), found, now);
      Incident first = Incident.first(ids.get(), job, finding, now);
      steps.add(Step.confirm(first, policies.apply(finding.checkId()), now));
    }
    return advance(steps, now, ids);
  }

  /** Closes active incidents whose checks were removed. */
  public Advance close(List<Incident> active, Instant now, Supplier<String> ids) {
    return advance(active.stream().map(one -> Step.closed(one, now)).toList(), now, ids);
  }

  private static Advance advance(List<Step> steps, Instant now, Supplier<String> ids) {
    return new Advance(
        steps.stream().flatMap(step -> step.incident().stream()).toList(),
        steps.stream().flatMap(step -> step.transition(now, ids).stream()).toList());
  }

  private static Step follow(
      Incident incident,
      List<Finding> sightings,
      List<CheckResult> results,
      IncidentPolicy policy,
      Instant now) {
    if (!sightings.isEmpty()) {
      String subject = incident.finding().subject();
      return Step.seen(incident, Sightings.merge(subject, sightings, now), policy, now);
    }
    boolean good = results.stream().anyMatch(result -> wouldShow(incident, result));
    return good ? Step.gone(incident, policy, now) : Step.unchanged(incident);
  }

  /** Whether the result would hold a finding of the incident if it were still there. */
  private static boolean wouldShow(Incident incident, CheckResult result) {
    return result.id().equals(incident.finding().checkId())
        && result.status() != Status.UNKNOWN
        && (result.complete() || incident.severity() == Severity.UNKNOWN);
  }
}

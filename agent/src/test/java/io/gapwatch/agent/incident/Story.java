package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.CheckResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The incidents of a job over a row of runs, an hour apart. */
final class Story {
  private final IncidentTracker tracker = new IncidentTracker("chain");
  private final Supplier<String> ids = Samples.ids();
  private final IncidentPolicy policy;
  private final List<Transition> told = new ArrayList<>();
  private List<Incident> incidents = List.of();
  private Instant now = Samples.NOON;

  Story(IncidentPolicy policy) {
    this.policy = policy;
  }

  /** Runs and says what is told of it, like {@code OPENED blocks 1-9 CRITICAL}. */
  List<String> run(CheckResult... results) {
    now = now.plus(Duration.ofHours(1));
    return again(results);
  }

  /** Runs once more at the same time. */
  List<String> again(CheckResult... results) {
    Advance advance = tracker.advance(active(), List.of(results), checkId -> policy, now, ids);
    incidents = advance.incidents();
    told.addAll(advance.transitions());
    return advance.transitions().stream().map(Story::line).toList();
  }

  /** The next run is an hour later than this. */
  void clock(Instant time) {
    now = time;
  }

  void acknowledge() {
    incidents = active().stream().map(it -> acknowledged(it)).toList();
  }

  Instant now() {
    return now;
  }

  List<Transition> told() {
    return told;
  }

  /** With those that the last run resolved. */
  List<Incident> all() {
    return incidents;
  }

  List<Incident> active() {
    return incidents.stream().filter(incident -> !incident.state().isOver()).toList();
  }

  Incident only() {
    if (incidents.size() != 1) {
      throw new AssertionError("not one incident: " + incidents);
    }
    return incidents.get(0);
  }

  private static String line(Transition transition) {
    Incident incident = transition.incident();
    return transition.kind() + " " + incident.finding().subject() + " " + incident.severity();
  }

  private static Incident acknowledged(Incident it) {
    return new Incident(
        it.id(),
        it.job(),
        it.state(),
        it.finding(),
        it.worst(),
        it.scope(),
        it.firstSeen(),
        it.lastSeen(),
        it.sightings(),
        it.goodRuns(),
        it.openedAt(),
        it.resolvedAt(),
        it.remindedAt(),
        Optional.of("ann"),
        it.closure());
  }
}

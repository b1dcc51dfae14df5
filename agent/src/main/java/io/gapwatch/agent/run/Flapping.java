package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What opens again and again within a day. The opening that is one too many says so; what opens
 * after it is held back until fewer opened within a day.
 */
record Flapping(JobConfig job, History history, Instant now) {
  private static final Duration WINDOW = Duration.ofHours(24);

  /** Why it is held back; empty if it is not. */
  Optional<String> why(Incident incident) {
    return limit(incident)
        .filter(most -> before(incident) > most)
        .map(most -> "flapping: it opened more than %d times in 24h".formatted(most));
  }

  /** The same, where what is told once says that it flaps. */
  Advance marked(Advance advance) {
    return new Advance(
        advance.incidents(), advance.transitions().stream().map(this::marked).toList());
  }

  private Transition marked(Transition transition) {
    Incident incident = transition.incident();
    boolean once =
        transition.kind() == Kind.OPENED
            && limit(incident).filter(most -> before(incident) == most).isPresent();
    return once
        ? new Transition(
            transition.id(), transition.kind(), transition.at(), incident.saying(flaps(incident)))
        : transition;
  }

  private Finding flaps(Incident incident) {
    Finding finding = incident.finding();
    return new Finding(
        finding.checkId(),
        finding.severity(),
        finding.subject(),
        "%s; flapping, opened %d times in 24h: quiet until it is stable"
            .formatted(finding.summary(), before(incident) + 1),
        finding.observed(),
        finding.limit(),
        finding.remedy(),
        finding.evidence(),
        finding.since(),
        finding.settlesAt(),
        finding.place());
  }

  /** What was never as bad as this does not make it old news. */
  private int before(Incident incident) {
    return history.incidents().openedBefore(incident, now.minus(WINDOW));
  }

  private Optional<Integer> limit(Incident incident) {
    return job.checks().stream()
        .filter(check -> check.id().equals(incident.finding().checkId()))
        .findFirst()
        .flatMap(CheckConfig::flap);
  }
}

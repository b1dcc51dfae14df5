package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Escalation;
import io.gapwatch.agent.config.Route.Level;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the incidents that nobody acknowledged in time; each is escalated once. */
record Escalations(Escalation escalation, History history, Muting muting) {

  /**
   * Those that are due, for the channel of escalations alone. What is muted is due once that ends.
   *
   * @param advance the incidents as this run leaves them
   */
  Advance due(Advance advance, Instant now, Supplier<String> ids) {
    return new Advance(
        List.of(),
        advance.incidents().stream()
            .filter(incident -> isDue(incident, now))
            .map(incident -> new Transition(ids.get(), Kind.ESCALATED, now, incident))
            .toList());
  }

  private boolean isDue(Incident incident, Instant now) {
    return incident.state() == State.OPEN
        && incident.goodRuns() == 0
        && incident.acknowledgedBy().isEmpty()
        && Level.valueOf(incident.severity().name()).compareTo(escalation.from()) >= 0
        && untaken(incident, now)
            .filter(since -> !now.isBefore(since.plus(escalation.after())) || now.isBefore(since))
            .isPresent()
        && !muting.mutes(incident, escalation.to())
        && !history.incidents().escalated(incident.id());
  }

  /**
   * Since when nobody has it: it opened, or this run or an earlier one ended who had. In the future
   * where a clock was ahead: then nobody can tell, and it is due.
   */
  private Optional<Instant> untaken(Incident incident, Instant now) {
    return history.incidents().active(incident.job()).stream()
            .anyMatch(it -> it.id().equals(incident.id()) && it.acknowledgedBy().isPresent())
        ? Optional.of(now)
        : history.incidents().acknowledgedAt(incident.id()).or(incident::openedAt);
  }
}

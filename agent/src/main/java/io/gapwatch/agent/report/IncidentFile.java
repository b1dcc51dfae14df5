package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.Deliveries.Delivery;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;

/**
 * Everything known about one incident.
 *
 * @param parts itself, and what has the same cause
 * @param transitions its transitions, oldest first
 * @param deliveries who was notified, in order of events
 * @param checks the results of its job's last run
 */
public record IncidentFile(
    Incident incident,
    Parts parts,
    List<Transition> transitions,
    List<Delivery> deliveries,
    List<CheckResult> checks,
    Instant now) {

  public IncidentFile {
    transitions = List.copyOf(transitions);
    deliveries = List.copyOf(deliveries);
    checks = List.copyOf(checks);
  }

  /** {@code 2026-11-21 03:00 UTC opened (critical): 10 blocks missing}. */
  List<String> events() {
    return transitions.stream()
        .map(
            one ->
                "%s  %s (%s): %s"
                    .formatted(
                        Times.dateAndTime(one.at()),
                        one.kind().word(),
                        one.incident().severity().word(),
                        Lines.oneLine(one.incident().finding().summary())))
        .toList();
  }
}

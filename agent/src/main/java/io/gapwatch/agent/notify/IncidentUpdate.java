package io.gapwatch.agent.notify;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Everything one message says about one incident. Changes that piled up while a channel could not
 * be reached become one update: the latest says how things are now.
 *
 * @param transitions oldest first, at least one
 */
public record IncidentUpdate(List<Transition> transitions) {
  /** What is still wrong first, then the worst, then the oldest. */
  private static final Comparator<IncidentUpdate> WORST_FIRST =
      comparing(IncidentUpdate::over)
          .thenComparing(IncidentUpdate::rank)
          .thenComparing(update -> update.incident().began())
          .thenComparing(update -> update.latest().id());

  public IncidentUpdate {
    transitions = List.copyOf(transitions);
  }

  /** These transitions by incident, worst first. */
  public static List<IncidentUpdate> of(List<Transition> transitions) {
    return transitions.stream()
        .sorted(comparing(Transition::id))
        .collect(
            groupingBy(
                transition -> transition.incident().id(),
                LinkedHashMap::new,
                collectingAndThen(toList(), IncidentUpdate::new)))
        .values()
        .stream()
        .sorted(WORST_FIRST)
        .toList();
  }

  public Transition latest() {
    return transitions.get(transitions.size() - 1);
  }

  public Incident incident() {
    return latest().incident();
  }

  public Severity severity() {
    return incident().severity();
  }

  /** Whether it is no longer tracked. */
  public boolean over() {
    return latest().kind() == Kind.RESOLVED || closed();
  }

  /** Whether it is no longer looked at, so that its health is unknown. */
  public boolean closed() {
    return latest().kind() == Kind.CLOSED;
  }

  /** Whether there is nothing left to ring for: it is well, or nobody wants to know any more. */
  public boolean calledOff() {
    return latest().kind() == Kind.RESOLVED
        || incident().closure().filter(why -> why == Closure.REMOVED).isPresent();
  }

  /** Whether it was over before this channel heard that it had opened. */
  public boolean overBeforeSent() {
    return over() && transitions.stream().anyMatch(one -> one.kind() == Kind.OPENED);
  }

  /**
   * Whether it is worth waking someone: it is critical or unknown, and it is new, got worse or is
   * due for a reminder.
   */
  public boolean urgent() {
    return switch (latest().kind()) {
      case OPENED, WORSENED, REMINDER, ESCALATED -> severity() != Severity.WARNING;
      case EASED, RESOLVED, CLOSED -> false;
    };
  }

  /** A known critical ranks above the unknown, which may be nothing. */
  private int rank() {
    return switch (severity()) {
      case CRITICAL -> 0;
      case UNKNOWN -> 1;
      case WARNING -> 2;
    };
  }
}

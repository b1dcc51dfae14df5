package io.gapwatch.agent.notify;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * All that one message tells of one incident. Changes that piled up while a channel could not be
 * reached are told as one: the latest says how it is now.
 *
 * @param transitions oldest first, at least one
 */
public record Episode(List<Transition> transitions) {
  /** What is still wrong first, then the worst, then the oldest. */
  private static final Comparator<Episode> WORST_FIRST =
      comparing(Episode::over)
          .thenComparing(Episode::rank)
          .thenComparing(episode -> episode.incident().began())
          .thenComparing(episode -> episode.latest().id());

  public Episode {
    transitions = List.copyOf(transitions);
  }

  /** The episodes of these transitions, worst first. */
  public static List<Episode> of(List<Transition> transitions) {
    return transitions.stream()
        .sorted(comparing(Transition::id))
        .collect(
            groupingBy(
                transition -> transition.incident().id(),
                LinkedHashMap::new,
                collectingAndThen(toList(), Episode::new)))
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

  /** Whether nobody follows it any more. */
  public boolean over() {
    return latest().kind() == Kind.RESOLVED || closed();
  }

  /** Whether its check was removed, so that nobody knows how it is. */
  public boolean closed() {
    return latest().kind() == Kind.CLOSED;
  }

  /** Whether it came and went before this channel could be told that it came. */
  public boolean happenedUntold() {
    return over() && transitions.stream().anyMatch(one -> one.kind() == Kind.OPENED);
  }

  /**
   * Whether it is worth waking someone: it is critical or nobody can know, and it is new, got worse
   * or is to be remembered.
   */
  public boolean urgent() {
    return switch (latest().kind()) {
      case OPENED, WORSENED, REMINDER -> severity() != Severity.WARNING;
      case EASED, RESOLVED, CLOSED -> false;
    };
  }

  /** A known critical comes before the unknown, which may be nothing. */
  private int rank() {
    return switch (severity()) {
      case CRITICAL -> 0;
      case UNKNOWN -> 1;
      case WARNING -> 2;
    };
  }
}

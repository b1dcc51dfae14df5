package io.gapwatch.agent.notify;

import static java.util.Comparator.comparing;

import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The links of a message by which incidents are acknowledged. */
final class AcknowledgeLines {
  /** So many of the worst leave room for what is wrong in the message of the strictest vendor. */
  private static final int MOST = 2;

  private AcknowledgeLines() {}

  /**
   * {@code Acknowledge kbxmd: https://…}, of the worst that nobody has; all parts of one at once,
   * by the id that they share.
   */
  static Stream<String> lines(
      List<IncidentUpdate> worstFirst, Function<Incident, Optional<String>> links) {
    List<Incident> waiting =
        worstFirst.stream()
            .filter(update -> !update.over())
            .map(IncidentUpdate::incident)
            .filter(incident -> incident.acknowledgedBy().isEmpty())
            .toList();
    return waiting.stream()
        .map(incident -> shared(incident, waiting))
        .distinct()
        .limit(MOST)
        .flatMap(
            one ->
                links
                    .apply(one)
                    .map(link -> "Acknowledge " + one.shortId() + ": " + link)
                    .stream());
  }

  private static Incident shared(Incident part, List<Incident> waiting) {
    return waiting.stream()
        .filter(other -> Parts.ofOneCause(part, other))
        .min(comparing(Incident::id))
        .orElseThrow();
  }
}

package io.gapwatch.agent.notify;

import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import java.util.ArrayList;
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
   * {@code Acknowledge kbxmd: https://…}, of the worst that nobody has; all parts of one at once.
   */
  static Stream<String> lines(
      List<IncidentUpdate> worstFirst, Function<Incident, Optional<String>> links) {
    List<Incident> chosen = new ArrayList<>();
    for (IncidentUpdate update : worstFirst) {
      Incident incident = update.incident();
      if (!update.over()
          && incident.acknowledgedBy().isEmpty()
          && chosen.stream().noneMatch(one -> Parts.ofOneCause(one, incident))) {
        chosen.add(incident);
      }
    }
    return chosen.stream()
        .limit(MOST)
        .flatMap(
            one ->
                links
                    .apply(one)
                    .map(link -> "Acknowledge " + one.shortId() + ": " + link)
                    .stream());
  }
}

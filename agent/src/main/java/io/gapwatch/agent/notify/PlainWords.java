package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import java.util.Map;

/**
 * A change in few and plain words, for a vendor that refused the full text: short, and without a
 * character that is not ASCII.
 */
final class PlainWords {
  private static final TextLimit SHORT = new TextLimit(80);

  private PlainWords() {}

  static Transition of(Transition full) {
    Incident incident = full.incident();
    return new Transition(
        full.id(), full.kind(), full.at(), incident.saying(plain(incident.finding())));
  }

  private static Finding plain(Finding full) {
    return new Finding(
        full.checkId(),
        full.severity(),
        plain(full.subject()),
        plain(full.summary()),
        plain(full.observed()),
        plain(full.limit()),
        plain(full.remedy()),
        Map.of(),
        full.since(),
        full.settlesAt(),
        full.place());
  }

  private static String plain(String text) {
    return SHORT.cut(text.replaceAll("[^ -~]+", " "));
  }
}

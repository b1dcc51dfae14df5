package io.gapwatch.agent.report;

import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Times;
import java.time.Instant;

/** The wording of an incident, shared by all lists. */
final class IncidentLine {
  private final Incident incident;
  private final Instant now;

  IncidentLine(Incident incident, Instant now) {
    this.incident = incident;
    this.now = now;
  }

  String severity() {
    return incident.severity().word();
  }

  /** {@code , at worst critical}, where it is less now. */
  private String worst() {
    return incident.wasWorse().map(it -> ", at worst " + it.word()).orElse("");
  }

  /** {@code open}, {@code open, acknowledged by ann}, {@code closed: its check was removed …}. */
  String state() {
    if (incident.closure().isPresent()) {
      return "closed: " + incident.closure().get().words() + worst();
    }
    return incident.state().word()
        + worst()
        + (incident.state().isOver()
            ? ""
            : incident.acknowledgedBy().map(by -> ", acknowledged by " + by).orElse(""));
  }

  String began() {
    return Times.dateAndTime(incident.began());
  }

  String lasted() {
    return Durations.text(incident.lasted(now));
  }

  /** {@code blocks: blocks 100-109: 10 blocks missing}. */
  String what() {
    return incident.finding().checkId()
        + ": "
        + incident.finding().subject()
        + ": "
        + Lines.oneLine(incident.finding().summary());
  }
}

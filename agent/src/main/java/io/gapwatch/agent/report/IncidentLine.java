package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The wording of an incident with its parts, shared by all lists. */
final class IncidentLine {
  /** More parts than that are counted. */
  private static final int NAMED = 3;

  private final Parts parts;
  private final Instant now;

  IncidentLine(Incident incident, Instant now) {
    this(Parts.of(List.of(incident)).get(0), now);
  }

  IncidentLine(Parts parts, Instant now) {
    this.parts = parts;
    this.now = now;
  }

  String shortId() {
    return parts.first().shortId();
  }

  String job() {
    return parts.first().job();
  }

  Severity severity() {
    return parts.worst().severity();
  }

  /** {@code open}, {@code open, acknowledged by ann}, {@code 17 open, 3 resolved}. */
  String state() {
    Map<String, Long> states =
        parts.all().stream()
            .collect(
                Collectors.groupingBy(
                    IncidentLine::state, LinkedHashMap::new, Collectors.counting()));
    return states.size() == 1
        ? states.keySet().iterator().next()
        : states.entrySet().stream()
            .map(one -> one.getValue() + " " + one.getKey())
            .collect(Collectors.joining("; "));
  }

  private static String state(Incident incident) {
    if (incident.closure().isPresent()) {
      return "closed: " + incident.closure().get().words() + worst(incident);
    }
    return incident.state().word()
        + worst(incident)
        + (incident.state().isOver()
            ? ""
            : incident.acknowledgedBy().map(by -> ", acknowledged by " + by).orElse(""));
  }

  /** {@code , at worst critical}, where it is less now. */
  private static String worst(Incident incident) {
    return incident.wasWorse().map(it -> ", at worst " + it.word()).orElse("");
  }

  String began() {
    return Times.dateAndTime(parts.began());
  }

  String lasted() {
    return Durations.text(parts.lasted(now));
  }

  /**
   * {@code blocks: blocks 100-109: 10 blocks missing}, or {@code blocks: 20 parts: blocks 100-109:
   * 10 blocks missing; …; +17 more}.
   */
  String what() {
    String named =
        parts.all().stream().limit(NAMED).map(IncidentLine::what).collect(Collectors.joining("; "));
    int more = parts.all().size() - NAMED;
    return parts.first().finding().checkId()
        + ": "
        + (parts.several() ? parts.all().size() + " parts: " : "")
        + named
        + (more > 0 ? "; +" + more + " more" : "");
  }

  private static String what(Incident incident) {
    return incident.finding().subject() + ": " + Lines.oneLine(incident.finding().summary());
  }
}

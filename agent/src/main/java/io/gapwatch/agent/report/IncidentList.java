package io.gapwatch.agent.report;

import io.gapwatch.agent.history.Deliveries.HeldBack;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import io.gapwatch.agent.incident.Silence;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Incidents and silences as lists for the terminal. */
public final class IncidentList {
  private final Style style;
  private final Instant now;

  public IncidentList(Style style, Instant now) {
    this.style = style;
    this.now = now;
  }

  /** Two lines per incident with its parts; {@code show} and {@code ack} take its id. */
  public String incidents(List<Incident> incidents) {
    StringBuilder text = new StringBuilder();
    List<Parts> all = Parts.of(incidents);
    for (Parts parts : all) {
      IncidentLine line = new IncidentLine(parts, now);
      text.append(
          "%s  %s %s%n    %s of job %s, began %s, lasted %s%n"
              .formatted(
                  line.shortId(),
                  style.paint(line.severity(), line.severity().word().toUpperCase(Locale.ROOT)),
                  line.what(),
                  line.state(),
                  line.job(),
                  line.began(),
                  line.lasted()));
    }
    return text.append(Numbers.count(all.size(), "incident")).append("%n".formatted()).toString();
  }

  /** Two lines per silence; {@code unsilence} takes its id. */
  public String silences(List<Silence> silences) {
    StringBuilder text = new StringBuilder();
    for (Silence silence : silences) {
      text.append(
          "%s  %s until %s%n    by %s: %s%n"
              .formatted(
                  silence.shortId(),
                  silence.inWords(),
                  Times.dateAndTime(silence.until()),
                  silence.by(),
                  silence.comment()));
    }
    return text.append(Numbers.count(silences.size(), "silence"))
        .append("%n".formatted())
        .toString();
  }

  /**
   * The same incidents for scripts.
   *
   * @param held who is not told of them now, by their ids
   */
  public String json(List<Incident> incidents, Map<String, List<HeldBack>> held) {
    return new JsonReport()
        .text(
            incidents.stream()
                .map(incident -> json(incident, held.getOrDefault(incident.id(), List.of())))
                .toList());
  }

  private Map<String, Object> json(Incident incident, List<HeldBack> held) {
    Map<String, Object> object = JsonPrinter.incident(incident, now);
    object.put(
        "heldBack",
        held.stream().map(one -> Map.of("channel", one.channel(), "why", one.why())).toList());
    return object;
  }
}

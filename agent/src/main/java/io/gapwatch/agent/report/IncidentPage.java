package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.history.Deliveries.Delivery;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One incident with its full history, for the terminal or for scripts. */
public final class IncidentPage {
  private final Style style;

  public IncidentPage(Style style) {
    this.style = style;
  }

  public String text(IncidentFile file) {
    Incident incident = file.incident();
    Finding finding = incident.finding();
    IncidentLine line = new IncidentLine(incident, file.now());
    StringBuilder text = new StringBuilder();
    text.append(
        "%s %s: %s%n"
            .formatted(
                style.paint(incident.severity(), line.severity().word().toUpperCase(Locale.ROOT)),
                finding.subject(),
                Lines.oneLine(finding.summary())));
    entry(text, "id", incident.shortId() + ", in full " + incident.id());
    entry(text, "job, check", incident.job() + ", " + finding.checkId());
    entry(text, "state", line.state());
    entry(text, "began", line.began() + ", lasted " + line.lasted());
    entry(text, "observed", finding.observed() + " (limit " + finding.limit() + ")");
    finding
        .evidence()
        .forEach((name, value) -> entry(text, name, Lines.visible(String.valueOf(value))));
    entry(text, "what to do", finding.remedy());
    parts(text, file);
    text.append("%n%s%n".formatted(style.bold("[TRANSITIONS]")));
    file.events().forEach(event -> text.append("  %s%n".formatted(event)));
    if (file.transitions().isEmpty()) {
      text.append("  none yet: it is not confirmed, and nobody was notified%n".formatted());
    }
    text.append("%n%s%n".formatted(style.bold("[DELIVERIES]")));
    file.deliveries().forEach(one -> text.append("  %s%n".formatted(described(one, file))));
    if (file.deliveries().isEmpty()) {
      text.append("  none%n".formatted());
    }
    return text.toString();
  }

  private void parts(StringBuilder text, IncidentFile file) {
    if (file.parts().several()) {
      text.append("%n%s%n".formatted(style.bold("[PARTS]")));
      for (Incident part : file.parts().all()) {
        IncidentLine line = new IncidentLine(part, file.now());
        text.append("  %s  %s, %s%n".formatted(line.shortId(), line.what(), line.state()));
      }
    }
  }

  private static void entry(StringBuilder text, String name, String value) {
    text.append("  %-12s %s%n".formatted(name + ":", Lines.oneLine(value)));
  }

  /** {@code opened to phone: delivered 2026-11-21 03:00 UTC, attempt 1}. */
  private static String described(Delivery delivery, IncidentFile file) {
    String kind =
        file.transitions().stream()
            .filter(one -> one.id().equals(delivery.transitionId()))
            .map(Transition::kind)
            .map(Transition.Kind::word)
            .findFirst()
            .orElse("change");
    String when = delivery.settledAt().map(at -> " " + Times.dateAndTime(at)).orElse("");
    String attempts = delivery.attempts() == 0 ? "" : ", attempts: " + delivery.attempts();
    boolean chosen = delivery.state().equals("muted") || delivery.state().equals("dropped");
    String why =
        delivery.lastFailure().map(it -> (chosen ? ": " : ", last failure: ") + it).orElse("");
    return "%s to %s: %s%s%s%s"
        .formatted(kind, delivery.channel(), delivery.state(), when, attempts, why);
  }

  public String json(IncidentFile file) {
    Map<String, Object> object = JsonPrinter.incident(file.incident(), file.now());
    Finding finding = file.incident().finding();
    object.put("observed", finding.observed());
    object.put("limit", finding.limit());
    object.put("remedy", finding.remedy());
    object.put("evidence", finding.evidence());
    if (file.parts().several()) {
      object.put("parts", file.parts().all().stream().map(Incident::id).toList());
    }
    object.put("transitions", file.transitions().stream().map(IncidentPage::transition).toList());
    object.put("deliveries", file.deliveries().stream().map(IncidentPage::delivery).toList());
    return new JsonReport().text(object);
  }

  private static Map<String, Object> transition(Transition transition) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", transition.id());
    object.put("kind", transition.kind().word());
    object.put("at", transition.at().toString());
    object.put("severity", transition.incident().severity().word());
    return object;
  }

  private static Map<String, Object> delivery(Delivery delivery) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("transition", delivery.transitionId());
    object.put("channel", delivery.channel());
    object.put("state", delivery.state());
    object.put("attempts", delivery.attempts());
    delivery.settledAt().map(Instant::toString).ifPresent(at -> object.put("settledAt", at));
    delivery.lastFailure().ifPresent(why -> object.put("lastFailure", why));
    return object;
  }
}

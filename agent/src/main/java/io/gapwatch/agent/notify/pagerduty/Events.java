package io.gapwatch.agent.notify.pagerduty;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.notify.IncidentUpdate;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageText;
import io.gapwatch.agent.notify.TextLimit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A message as events. The key of an alert is the incident and its severity: a second trigger for
 * an alert that somebody acknowledged would reach nobody, so what gets worse is another alert. The
 * ids of incidents are never used again, and neither are these keys.
 */
record Events(PagerDutySettings settings) {
  private static final TextLimit KEY = new TextLimit(255);
  private static final TextLimit SUMMARY = new TextLimit(1024);
  private static final TextLimit DETAIL = new TextLimit(2000);

  /** PagerDuty takes about 120 events a minute; the last that is opened counts the others. */
  private static final int MOST_OPENED = 50;

  /** Those of a message, in the order in which they are sent: what is wrong first. */
  List<Map<String, Object>> of(Message message) {
    List<IncidentUpdate> updates = IncidentUpdate.of(message.transitions());
    if (updates.isEmpty()) {
      return List.of(words(message));
    }
    List<IncidentUpdate> wrong = updates.stream().filter(one -> !one.over()).toList();
    int more = Math.max(0, wrong.size() - MOST_OPENED);
    List<Map<String, Object>> events = new ArrayList<>();
    for (int i = 0; i < wrong.size() - more; i++) {
      boolean last = i == wrong.size() - more - 1;
      events.addAll(ofOpen(wrong.get(i), message, last ? more : 0));
    }
    updates.stream()
        .filter(IncidentUpdate::over)
        .flatMap(update -> Stream.of(Severity.values()).map(each -> resolve(update, each)))
        .forEach(events::add);
    return events;
  }

  /** One that PagerDuty judges and drops. */
  Map<String, Object> ofNothing() {
    return event("resolve", "gapwatch-doctor");
  }

  private List<Map<String, Object>> ofOpen(IncidentUpdate update, Message message, int more) {
    List<Map<String, Object>> events = new ArrayList<>();
    events.add(trigger(update, message, more));
    if (update.incident().acknowledgedBy().isPresent()) {
      events.add(event("acknowledge", key(update.incident(), update.severity())));
    }
    if (update.transitions().stream().anyMatch(one -> isChange(one.kind()))) {
      Stream.of(Severity.values())
          .filter(other -> other != update.severity())
          .forEach(other -> events.add(resolve(update, other)));
    }
    return events;
  }

  private Map<String, Object> trigger(IncidentUpdate update, Message message, int more) {
    Incident incident = update.incident();
    Finding finding = incident.finding();
    String line = MessageText.line(update, message.at()) + (more > 0 ? "; +" + more + " more" : "");
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("summary", SUMMARY.cut(message.job() + ": " + line));
    payload.put("source", SUMMARY.cut(message.job()));
    payload.put("severity", severity(update.severity()));
    payload.put("timestamp", incident.began().toString());
    payload.put("component", SUMMARY.cut(finding.subject()));
    payload.put("group", SUMMARY.cut(message.job()));
    payload.put("class", SUMMARY.cut(finding.checkId()));
    payload.put("custom_details", details(incident, message));
    return trigger(key(incident, update.severity()), payload);
  }

  private static Map<String, Object> details(Incident incident, Message message) {
    Finding finding = incident.finding();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("incident", incident.id());
    details.put("observed", DETAIL.cut(finding.observed()));
    details.put("limit", DETAIL.cut(finding.limit()));
    details.put("remedy", DETAIL.cut(finding.remedy()));
    details.put("data", DETAIL.cut(String.join("\n", message.summary())));
    return details;
  }

  /** Words without an incident, as by hand: an alert that somebody has to close. */
  private Map<String, Object> words(Message message) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("summary", SUMMARY.cut(message.title()));
    payload.put("source", "gapwatch");
    payload.put("severity", "info");
    payload.put("timestamp", message.at().toString());
    payload.put("custom_details", Map.of("text", new MessageText(message).within(DETAIL)));
    return trigger(KEY.cut(message.id()), payload);
  }

  private Map<String, Object> trigger(String key, Map<String, Object> payload) {
    Map<String, Object> event = event("trigger", key);
    event.put("payload", payload);
    event.put("client", "Gapwatch");
    settings.link().ifPresent(link -> event.put("client_url", link.toString()));
    return event;
  }

  private Map<String, Object> resolve(IncidentUpdate update, Severity severity) {
    return event("resolve", key(update.incident(), severity));
  }

  private Map<String, Object> event(String action, String key) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("routing_key", settings.key().reveal());
    event.put("event_action", action);
    event.put("dedup_key", key);
    return event;
  }

  private static String key(Incident incident, Severity severity) {
    return KEY.cut(severity.word() + "/" + incident.id());
  }

  /** What cannot be checked is no lesser trouble than an error. */
  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "critical";
      case UNKNOWN -> "error";
      case WARNING -> "warning";
    };
  }

  private static boolean isChange(Kind kind) {
    return kind == Kind.WORSENED || kind == Kind.EASED;
  }
}

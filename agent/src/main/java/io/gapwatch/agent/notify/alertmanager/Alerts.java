package io.gapwatch.agent.notify.alertmanager;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.notify.IncidentUpdate;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageText;
import io.gapwatch.agent.notify.OpenIncidents;
import io.gapwatch.agent.notify.TextLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Incidents as alerts. The labels are the identity of an alert: no number, time or text that
 * changes is among them. The severity is, for the routes; when it changes, the alert of the old one
 * ends.
 */
record Alerts(AlertmanagerSettings settings) {
  private static final TextLimit TEXT = new TextLimit(2000);

  /** How long a message by hand is an alert. */
  private static final Duration BY_HAND = Duration.ofMinutes(15);

  /** What changed. */
  List<Map<String, Object>> of(Message message) {
    List<IncidentUpdate> updates = IncidentUpdate.of(message.transitions());
    if (updates.isEmpty()) {
      return List.of(words(message));
    }
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (IncidentUpdate update : updates) {
      if (!update.over()) {
        alerts.add(
            firing(
                update.incident(),
                message.until(),
                TEXT.cut(MessageText.line(update, message.at()))));
      }
      if (update.over() || update.transitions().stream().anyMatch(one -> isChange(one.kind()))) {
        alerts.addAll(ended(update, message.at()));
      }
    }
    return alerts;
  }

  /** What is open. */
  List<Map<String, Object>> of(OpenIncidents standing) {
    return standing.incidents().stream()
        .map(one -> firing(one, standing.until(), TEXT.cut(one.finding().summary())))
        .toList();
  }

  private Map<String, Object> firing(Incident incident, Instant until, String description) {
    Finding finding = incident.finding();
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", TEXT.cut(finding.subject() + ": " + finding.summary()));
    annotations.put("description", description);
    annotations.put("remedy", TEXT.cut(finding.remedy()));
    annotations.put("incident", incident.id());
    annotations.put("since", incident.began().toString());
    return alert(labels(incident, incident.severity()), annotations, incident.firstSeen(), until);
  }

  /**
   * Those that it may have been under another severity, or under any when it is over: Alertmanager
   * tells nobody of the end of what never fired.
   */
  private List<Map<String, Object>> ended(IncidentUpdate update, Instant at) {
    Incident incident = update.incident();
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      if (update.over() || severity != update.severity()) {
        Map<String, String> annotations =
            Map.of(
                "summary",
                    TEXT.cut(incident.finding().subject() + ": " + update.latest().kind().word()),
                "incident", incident.id());
        alerts.add(
            alert(
                labels(incident, severity),
                annotations,
                incident.firstSeen(),
                notBefore(incident.firstSeen(), at)));
      }
    }
    return alerts;
  }

  private Map<String, Object> words(Message message) {
    Map<String, String> labels = new LinkedHashMap<>(settings.labels());
    labels.put("alertname", "message");
    labels.put("job", message.job());
    labels.put("message", message.id());
    return alert(
        labels,
        Map.of(
            "summary",
            TEXT.cut(message.title()),
            "description",
            new MessageText(message).within(TEXT)),
        message.at(),
        message.at().plus(BY_HAND));
  }

  private Map<String, String> labels(Incident incident, Severity severity) {
    Finding finding = incident.finding();
    Map<String, String> labels = new LinkedHashMap<>(settings.labels());
    labels.put("alertname", finding.checkId());
    labels.put("check", finding.checkId());
    labels.put("job", incident.job());
    labels.put("subject", finding.subject());
    labels.put("severity", severity.word());
    return labels;
  }

  /** With its beginning: else Alertmanager would take the time of each post, or its end, for it. */
  private Map<String, Object> alert(
      Map<String, String> labels, Map<String, String> annotations, Instant starts, Instant ends) {
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("labels", labels);
    alert.put("annotations", annotations);
    alert.put("startsAt", starts.toString());
    alert.put("endsAt", notBefore(starts, ends).toString());
    settings.link().ifPresent(link -> alert.put("generatorURL", link.toString()));
    return alert;
  }

  private static Instant notBefore(Instant starts, Instant ends) {
    return ends.isBefore(starts) ? starts : ends;
  }

  private static boolean isChange(Kind kind) {
    return kind == Kind.WORSENED || kind == Kind.EASED;
  }
}

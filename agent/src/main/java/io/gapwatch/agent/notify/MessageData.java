package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A message as plain values for a program, in the shape of {@code docs/message.schema.json}. Times
 * are ISO 8601 in UTC, without fractions of a second.
 */
public final class MessageData {
  private static final TextLimit TEXT = new TextLimit(2000);
  private static final TextLimit LINE = new TextLimit(200);
  private static final TextLimit WORD = new TextLimit(80);
  private static final int MOST_CHANGES = 100;
  private static final int MOST_LINES = 10;

  private MessageData() {}

  /**
   * What happened: the type of the event, its time, and its data. As many of the worst changes are
   * in it as fit; {@code moreChanges} counts the others.
   *
   * @param fits whether an event is short enough
   */
  public static Map<String, Object> of(Message message, Predicate<Map<String, Object>> fits) {
    return IntStream.iterate(
            Math.min(message.transitions().size(), MOST_CHANGES),
            most -> most > 0,
            most -> most - 1)
        .mapToObj(most -> event(type(message), message.at(), data(message, most)))
        .filter(fits)
        .findFirst()
        .orElseGet(() -> event(type(message), message.at(), data(message, 0)));
  }

  /** A question whether anybody listens, which reaches no person. */
  public static Map<String, Object> ping(Instant now) {
    return event("ping", now, Map.of());
  }

  private static Map<String, Object> event(String type, Instant at, Map<String, ?> data) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("timestamp", time(at));
    event.put("data", data);
    return event;
  }

  private static String type(Message message) {
    return message.transitions().isEmpty() ? "message" : "changes";
  }

  private static Map<String, Object> data(Message message, int most) {
    List<Transition> transitions = message.transitions();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", message.id());
    data.put("job", message.job());
    data.put("status", message.status().word());
    data.put("title", LINE.cut(message.title()));
    data.put("text", new MessageText(message).within(TEXT));
    data.put("summary", message.summary().stream().limit(MOST_LINES).map(LINE::cut).toList());
    data.put("changes", transitions.stream().limit(most).map(MessageData::change).toList());
    data.put("moreChanges", Math.max(0, transitions.size() - most));
    return data;
  }

  private static Map<String, Object> change(Transition transition) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("id", transition.id());
    change.put("kind", transition.kind().word());
    change.put("at", time(transition.at()));
    change.put("incident", incident(transition.incident()));
    return change;
  }

  private static Map<String, Object> incident(Incident incident) {
    Finding finding = incident.finding();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", incident.id());
    values.put("shortId", incident.shortId());
    values.put("check", finding.checkId());
    values.put("severity", finding.severity().word());
    values.put("subject", LINE.cut(finding.subject()));
    values.put("summary", LINE.cut(finding.summary()));
    values.put("observed", WORD.cut(finding.observed()));
    values.put("limit", WORD.cut(finding.limit()));
    values.put("remedy", LINE.cut(finding.remedy()));
    values.put("began", time(incident.began()));
    put(values, "openedAt", incident.openedAt());
    put(values, "resolvedAt", incident.resolvedAt());
    incident.acknowledgedBy().ifPresent(who -> values.put("acknowledgedBy", WORD.cut(who)));
    return values;
  }

  private static void put(Map<String, Object> values, String name, Optional<Instant> time) {
    time.ifPresent(at -> values.put(name, time(at)));
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

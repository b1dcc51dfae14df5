package io.gapwatch.agent.notify.ntfy;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.notify.IncidentUpdate;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageText;
import io.gapwatch.agent.notify.TextLimit;
import io.gapwatch.agent.notify.web.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message as ntfy's document, within its limits. */
final class NtfyDocument {
  /** It takes 1 kB, and the whole document must be short. */
  private static final TextLimit TITLE = TextLimit.bytes(250);

  /**
   * A message of 4,096 bytes becomes an attachment. The document may have 8,192, with everything
   * that JSON escapes.
   */
  private static final TextLimit TEXT =
      new TextLimit(4000, text -> Math.max(bytes(text), JsonBody.write(text).length * 2 / 3));

  /** Of all tags, which may have 512 bytes. */
  private static final TextLimit TAG = TextLimit.bytes(200);

  private static final int URGENT = 5;
  private static final int HIGH = 4;
  private static final int NORMAL = 3;
  private static final int LOW = 2;

  private NtfyDocument() {}

  static Map<String, Object> of(Message message, NtfySettings settings) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("topic", settings.topic());
    document.put("title", TITLE.cut(message.title()));
    document.put("message", new MessageText(message).within(TEXT));
    document.put("priority", priority(message));
    document.put("tags", List.of(TAG.cut(message.job()), tag(message.status())));
    settings.link().ifPresent(link -> document.put("click", link.toString()));
    return document;
  }

  /** What rings, what makes a sound, and what only lies there. */
  static int priority(Message message) {
    List<IncidentUpdate> updates = IncidentUpdate.of(message.transitions());
    if (updates.stream().anyMatch(one -> one.urgent() && one.severity() == Severity.CRITICAL)) {
      return URGENT;
    }
    if (updates.stream().anyMatch(IncidentUpdate::urgent)) {
      return HIGH;
    }
    return updates.stream().allMatch(IncidentUpdate::over) ? LOW : NORMAL;
  }

  /** Words that ntfy does not turn into a sign; the title has one. */
  private static String tag(Status status) {
    return switch (status) {
      case OK -> "healthy";
      case WARNING -> "warn";
      case CRITICAL -> "critical";
      case UNKNOWN -> "unknown";
    };
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

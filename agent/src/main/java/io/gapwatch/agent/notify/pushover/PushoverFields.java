package io.gapwatch.agent.notify.pushover;

import io.gapwatch.agent.notify.IncidentUpdate;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageText;
import io.gapwatch.agent.notify.TextLimit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message as Pushover's parameters, without the credentials. */
final class PushoverFields {
  private static final TextLimit TITLE = new TextLimit(PushoverLimits.TITLE);
  private static final TextLimit MESSAGE = new TextLimit(PushoverLimits.MESSAGE);
  private static final int NORMAL = 0;

  private PushoverFields() {}

  static Map<String, String> of(Message message, PushoverSettings settings) {
    List<IncidentUpdate> updates = IncidentUpdate.of(message.transitions());
    int priority = priority(updates, settings);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("title", TITLE.cut(message.title()));
    fields.put("message", new MessageText(message).within(MESSAGE));
    fields.put("priority", Integer.toString(priority));
    fields.put("timestamp", Long.toString(happened(message, updates).getEpochSecond()));
    PushoverSettings.Extras extras = settings.extras();
    extras.sound().ifPresent(sound -> fields.put("sound", sound));
    extras.device().ifPresent(device -> fields.put("device", device));
    extras.link().ifPresent(link -> fields.put("url", link.toString()));
    if (priority == PushoverLimits.EMERGENCY) {
      fields.put("retry", Long.toString(settings.emergency().retry().toSeconds()));
      fields.put("expire", Long.toString(settings.emergency().expire().toSeconds()));
    } else {
      extras.ttl().ifPresent(ttl -> fields.put("ttl", Long.toString(ttl.toSeconds())));
    }
    return fields;
  }

  /** How loud a message is, from -2 to 2. */
  static int priority(Message message, PushoverSettings settings) {
    return priority(IncidentUpdate.of(message.transitions()), settings);
  }

  private static int priority(List<IncidentUpdate> updates, PushoverSettings settings) {
    if (updates.isEmpty()) {
      return settings.healthyPriority().orElse(NORMAL);
    }
    return updates.stream().anyMatch(IncidentUpdate::urgent) ? PushoverLimits.EMERGENCY : NORMAL;
  }

  /** When the worst of it happened, possibly long before it could be sent. */
  private static Instant happened(Message message, List<IncidentUpdate> updates) {
    return updates.isEmpty() ? message.at() : updates.get(0).latest().at();
  }
}

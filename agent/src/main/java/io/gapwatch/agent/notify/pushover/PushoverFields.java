package io.gapwatch.agent.notify.pushover;

import io.gapwatch.agent.notify.Episode;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageText;
import io.gapwatch.agent.notify.TextLimit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message as Pushover's parameters, all but the credentials. */
final class PushoverFields {
  private static final TextLimit TITLE = new TextLimit(PushoverLimits.TITLE);
  private static final TextLimit MESSAGE = new TextLimit(PushoverLimits.MESSAGE);
  private static final int NORMAL = 0;

  private PushoverFields() {}

  static Map<String, String> of(Message message, PushoverSettings settings) {
    List<Episode> episodes = Episode.of(message.transitions());
    int priority = priority(episodes, settings);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("title", TITLE.cut(message.title()));
    fields.put("message", new MessageText(message).within(MESSAGE));
    fields.put("priority", Integer.toString(priority));
    fields.put("timestamp", Long.toString(happened(message, episodes).getEpochSecond()));
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

  private static int priority(List<Episode> episodes, PushoverSettings settings) {
    if (episodes.isEmpty()) {
      return settings.healthyPriority().orElse(NORMAL);
    }
    return episodes.stream().anyMatch(Episode::urgent) ? PushoverLimits.EMERGENCY : NORMAL;
  }

  /** When the worst of it happened, which may be long before it can be told. */
  private static Instant happened(Message message, List<Episode> episodes) {
    return episodes.isEmpty() ? message.at() : episodes.get(0).latest().at();
  }
}

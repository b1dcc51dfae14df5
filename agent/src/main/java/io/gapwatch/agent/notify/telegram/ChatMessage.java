package io.gapwatch.agent.notify.telegram;

import io.gapwatch.agent.notify.IncidentUpdate;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageText;
import io.gapwatch.agent.notify.Names;
import io.gapwatch.agent.notify.TextLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message as plain text, with its title marked bold by its place. In a markup language, one
 * hyphen in a host's name could lose the alarm. Even in plain text, a name would call a member.
 */
final class ChatMessage {
  /** Telegram counts in units of UTF-16, as Java does. */
  private static final int LONGEST = 4096;

  private static final TextLimit TITLE = within(250);

  private ChatMessage() {}

  static Map<String, Object> of(Message message, TelegramSettings settings) {
    String title = Names.callingNobody(TITLE.cut(message.title().strip()));
    String text = new MessageText(message).within(within(LONGEST - title.length() - 1));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("chat_id", settings.chat());
    settings.thread().ifPresent(thread -> fields.put("message_thread_id", thread));
    fields.put("text", title + "\n" + Names.callingNobody(text));
    fields.put("entities", List.of(Map.of("type", "bold", "offset", 0, "length", title.length())));
    fields.put("link_preview_options", Map.of("is_disabled", true));
    fields.put("disable_notification", quiet(message));
    return fields;
  }

  private static TextLimit within(int most) {
    return new TextLimit(most, text -> Names.callingNobody(text).length());
  }

  /** What is over makes no sound. */
  static boolean quiet(Message message) {
    return IncidentUpdate.of(message.transitions()).stream().allMatch(IncidentUpdate::over);
  }
}

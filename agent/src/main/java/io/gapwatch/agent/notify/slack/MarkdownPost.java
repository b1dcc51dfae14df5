package io.gapwatch.agent.notify.slack;

import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageText;
import io.gapwatch.agent.notify.Names;
import io.gapwatch.agent.notify.TextLimit;
import io.gapwatch.agent.notify.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message in Markdown, for those who take Slack's webhook but show no blocks. A name in it
 * neither calls a person nor changes the type.
 */
final class MarkdownPost {
  private static final TextLimit TITLE = TextLimit.encoded(200, MarkdownPost::escaped);

  /** The limit of a post on servers of any age; newer ones take four times as much. */
  private static final TextLimit MATTERMOST = TextLimit.encoded(3700, MarkdownPost::escaped);

  /** Of an embed, which takes 4,096; its names ping nobody, whatever they are. */
  private static final TextLimit DISCORD = TextLimit.encoded(3900, MarkdownPost::escaped);

  /** What Markdown would make something of; an address is left whole, or it leads elsewhere. */
  private static final Pattern MARKUP =
      Pattern.compile("(https?://[\\w.:/?&=%+-]+)|([\\\\`*_~|<>\\[\\]#])");

  private MarkdownPost() {}

  /** As text alone; Mattermost shows Slack's blocks as an empty post. */
  static Map<String, Object> mattermost(Message message) {
    return Map.of("text", title(message) + "\n" + body(message, MATTERMOST));
  }

  /** As a line and an attachment; Discord makes an embed of it. */
  static Map<String, Object> discord(Message message) {
    String body = body(message, DISCORD);
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("fallback", body);
    attachment.put("text", body);
    attachment.put("color", Verdict.of(message.status(), message.transitions()).color());
    return Map.of("text", title(message), "attachments", List.of(attachment));
  }

  private static String title(Message message) {
    return "**" + escaped(TITLE.cut(message.title())) + "**";
  }

  private static String body(Message message, TextLimit limit) {
    return escaped(new MessageText(message).within(limit));
  }

  private static String escaped(String text) {
    String marked =
        MARKUP
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) == null ? "\\" + found.group() : found.group()));
    return Names.callingNobody(marked);
  }
}

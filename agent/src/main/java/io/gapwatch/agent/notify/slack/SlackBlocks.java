package io.gapwatch.agent.notify.slack;

import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageText;
import io.gapwatch.agent.notify.TextLimit;
import io.gapwatch.agent.text.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A message as Slack's blocks, and as the text that notifications, the search and screen readers
 * show instead of them.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">the vendor's limits</a>
 */
final class SlackBlocks {
  private static final TextLimit HEADER = new TextLimit(150);

  /** A section takes 3,000 characters; all blocks together take about 13,200. */
  private static final TextLimit SECTION = TextLimit.encoded(2900, SlackBlocks::escaped);

  private static final TextLimit FACTS = TextLimit.encoded(1900, SlackBlocks::escaped);
  private static final TextLimit FALLBACK = TextLimit.encoded(3000, SlackBlocks::escaped);

  /** Of our own line only, and without the bar by which an address hides behind a label. */
  private static final Pattern LINK =
      Pattern.compile("^(Acknowledge [a-z]+: )(https?://[^\\s|…]+)$", Pattern.MULTILINE);

  private SlackBlocks() {}

  static Map<String, Object> of(Message message) {
    MessageText text = new MessageText(message);
    String title = HEADER.cut(message.title());
    List<Map<String, ?>> blocks = new ArrayList<>();
    blocks.add(
        Map.of(
            "type", "header", "text", Map.of("type", "plain_text", "text", title, "emoji", true)));
    addSection(blocks, text.changesWithin(SECTION));
    addSection(blocks, text.factsWithin(FACTS));
    blocks.add(
        Map.of(
            "type",
            "context",
            "elements",
            List.of(words(message.job() + ", " + Times.dateAndTime(message.at())))));
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("text", escaped(FALLBACK.cut(title + "\n" + text.within(FALLBACK))));
    payload.put("blocks", blocks);
    // A preview would show all who are in the room what a link is for.
    payload.put("unfurl_links", false);
    payload.put("unfurl_media", false);
    return payload;
  }

  private static void addSection(List<Map<String, ?>> blocks, String text) {
    if (!text.isEmpty()) {
      blocks.add(Map.of("type", "section", "text", words(text)));
    }
  }

  /**
   * Verbatim, or Slack would make a person of what looks like a name. Then an address is a link
   * only in angle brackets.
   */
  private static Map<String, ?> words(String text) {
    String linked = LINK.matcher(escaped(text)).replaceAll("$1<$2>");
    return Map.of("type", "mrkdwn", "text", linked, "verbatim", true);
  }

  /** The three characters that Slack reads as markup, by its own rule. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

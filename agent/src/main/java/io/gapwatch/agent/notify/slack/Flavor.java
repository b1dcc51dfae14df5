package io.gapwatch.agent.notify.slack;

import io.gapwatch.agent.notify.Message;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** Who takes Slack's webhook, and what of it each one shows. */
enum Flavor {
  SLACK("Slack") {
    @Override
    Map<String, Object> payload(Message message) {
      return SlackBlocks.of(message);
    }
  },

  MATTERMOST("Mattermost") {
    @Override
    Map<String, Object> payload(Message message) {
      return MarkdownPost.mattermost(message);
    }
  },

  DISCORD("Discord") {
    @Override
    Map<String, Object> payload(Message message) {
      return MarkdownPost.discord(message);
    }

    /** Else an unsaved message would be no error. */
    @Override
    URI target(URI webhook) {
      return URI.create(webhook + (webhook.getRawQuery() == null ? "?" : "&") + "wait=true");
    }
  };

  private final String vendor;

  Flavor(String vendor) {
    this.vendor = vendor;
  }

  /** Its name, as people know it. */
  String vendor() {
    return vendor;
  }

  /** A message as this vendor shows it best, within its limits. */
  abstract Map<String, Object> payload(Message message);

  /** Where to post, by the webhook's address. */
  URI target(URI webhook) {
    return webhook;
  }

  static Flavor named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

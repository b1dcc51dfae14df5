package io.gapwatch.agent.notify;

import io.gapwatch.agent.notify.ntfy.NtfyType;
import io.gapwatch.agent.notify.pagerduty.PagerDutyType;
import io.gapwatch.agent.notify.slack.SlackType;
import io.gapwatch.agent.notify.telegram.TelegramType;
import io.gapwatch.agent.notify.webhook.WebhookType;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A messenger of every type over HTTP, with secrets that can be found again. */
final class Planted {
  private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOW);

  private Planted() {}

  /**
   * All of them, asking this server.
   *
   * @param server its address, without a path
   */
  static List<Messenger> messengers(URI server) {
    String timeout = ", timeout: 10s}";
    Map<String, String> secrets =
        Map.of(
            "URL",
            server + "/services/BURIED01/BURIED02/BURIEDtokenOfAHook?sig=BURIEDsignature",
            "KEY",
            "UExBTlRFRGtleVBMQU5URURrZXlQTEFOVEVEa2V5",
            "TOKEN",
            "BURIEDtoken",
            "PAGER",
            "BURIED0123456789012345678901234a",
            "BOT",
            "123456:BURIED-bot");
    return List.of(
        Channels.messenger(new SlackType(), "{url: \"${secret:URL}\"" + timeout, secrets),
        Channels.messenger(
            new SlackType(), "{url: \"${secret:URL}\", flavor: mattermost" + timeout, secrets),
        Channels.messenger(
            new SlackType(), "{url: \"${secret:URL}\", flavor: discord" + timeout, secrets),
        Channels.messenger(
            new NtfyType(),
            "{url: \"" + server + "\", topic: a, token: \"${secret:TOKEN}\"" + timeout,
            secrets),
        Channels.messenger(
            new PagerDutyType(),
            "{api: \"" + server + "\", key: \"${secret:PAGER}\"" + timeout,
            secrets),
        Channels.messenger(
            new TelegramType(),
            "{api: \"" + server + "\", chat: \"1\", token: \"${secret:BOT}\"" + timeout,
            secrets),
        Channels.messenger(
            new WebhookType(CLOCK),
            "{url: \"${secret:URL}\", secret: \"${secret:KEY}\", ping: true,"
                + " headers: {Authorization: \"Bearer ${secret:TOKEN}\"}"
                + timeout,
            secrets));
  }
}

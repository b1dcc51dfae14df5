package io.gapwatch.agent.app;

import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.alertmanager.AlertmanagerType;
import io.gapwatch.agent.notify.command.CommandType;
import io.gapwatch.agent.notify.email.EmailType;
import io.gapwatch.agent.notify.healthchecks.HealthchecksType;
import io.gapwatch.agent.notify.ntfy.NtfyType;
import io.gapwatch.agent.notify.pagerduty.PagerDutyType;
import io.gapwatch.agent.notify.pushover.PushoverType;
import io.gapwatch.agent.notify.slack.SlackType;
import io.gapwatch.agent.notify.telegram.TelegramType;
import io.gapwatch.agent.notify.webhook.WebhookType;
import java.time.Clock;
import java.util.List;

/** All channel types: one line each. */
final class ChannelTypes {
  private ChannelTypes() {}

  public static List<ChannelType> all() {
    return List.of(
        new PushoverType(),
        new HealthchecksType(),
        new AlertmanagerType(),
        new CommandType(),
        new EmailType(),
        new NtfyType(),
        new PagerDutyType(),
        new SlackType(),
        new TelegramType(),
        new WebhookType(Clock.systemUTC()));
  }
}

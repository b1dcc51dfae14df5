package io.gapwatch.agent.notify.slack;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.HealthyKey;
import io.gapwatch.agent.notify.web.WebKeys;
import java.util.function.Function;

/** {@code type: slack}: a room in Slack, or in what takes its webhook. */
public final class SlackType implements ChannelType {
  private static final Key<SecretText> URL =
      Key.required(
          "url", Kinds.secret(), "the webhook's address, a secret itself: ${secret:SLACK_WEBHOOK}");
  private static final Key<String> FLAVOR =
      Key.optional(
              "flavor",
              Kinds.choice("slack", "mattermost", "discord"),
              "who takes it; Discord's address ends in /slack")
          .withDefault("slack");

  @Override
  public String type() {
    return "slack";
  }

  @Override
  public Shape shape() {
    return Shape.of(URL, FLAVOR, HealthyKey.HEALTHY, WebKeys.TIMEOUT);
  }

  @Override
  public boolean carriesMessages() {
    return true;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    return new Slack(
        name,
        settings.get(URL).resolve(secrets),
        Flavor.named(settings.get(FLAVOR)),
        settings.get(HealthyKey.HEALTHY),
        settings.get(WebKeys.TIMEOUT));
  }
}

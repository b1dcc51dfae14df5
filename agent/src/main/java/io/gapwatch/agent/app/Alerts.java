package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Delivery.Failed;
import io.gapwatch.agent.notify.Delivery.Refused;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.run.RunSecrets;
import io.gapwatch.agent.run.SecretStores;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.secret.SecretStore;
import java.time.Instant;
import java.util.Optional;

/**
 * Messages by hand. They pass by history and outbox, so that no state is needed; nobody tries again
 * what was not delivered.
 */
public final class Alerts {
  private final Environment environment;
  private final Types types = Agent.types();

  public Alerts(Environment environment) {
    this.environment = environment;
  }

  /**
   * Sends one message, once, within the channel's time-out.
   *
   * @param channel its name in the configuration
   * @throws GapwatchException when it was not delivered; the text contains no secret
   */
  public void send(Config config, String channel, String title, String text, Instant now) {
    Message message = Message.byHand(now, title, text);
    try (SecretStore store = new SecretStores(types).open(config, environment)) {
      Delivery delivery = messenger(config, channel, new RunSecrets(store)).send(message);
      if (delivery instanceof Refused refused) {
        throw notSent(channel, refused.reason());
      }
      if (delivery instanceof Failed failed) {
        throw notSent(channel, failed.reason());
      }
    }
  }

  private Messenger messenger(Config config, String channel, RunSecrets secrets) {
    Tagged tagged =
        Optional.ofNullable(config.channels().get(channel))
            .orElseThrow(
                () ->
                    new GapwatchException(
                        "no channel is called %s; the configuration has %s"
                            .formatted(channel, names(config))));
    if (types.channel(tagged).create(channel, tagged.settings(), secrets)
        instanceof Messenger messenger) {
      return messenger;
    }
    throw notSent(channel, "a channel of type " + tagged.type() + " carries no messages");
  }

  private static String names(Config config) {
    return config.channels().isEmpty() ? "none" : String.join(", ", config.channels().keySet());
  }

  private static GapwatchException notSent(String channel, String reason) {
    return new GapwatchException("not sent through %s: %s".formatted(channel, reason));
  }
}

package io.gapwatch.agent.config;

import io.gapwatch.agent.config.Route.Level;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.time.Duration;

/**
 * Who hears of an incident that nobody acknowledged.
 *
 * @param after how long an incident is open before that
 * @param to the channel
 * @param from the least that is told so
 */
public record Escalation(Duration after, String to, Level from) {
  private static final Key<Duration> AFTER =
      Key.required(
          "after",
          Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
          "how long it has been open without an acknowledgement");
  private static final Key<String> TO = Key.required("to", Kinds.text(), "the channel to notify");
  private static final Key<Level> FROM =
      Key.optional("from", Route.level(), "the lowest severity that is escalated")
          .withDefault("unknown");

  /** Its keys. */
  public static final Shape SHAPE = Shape.of(AFTER, TO, FROM);

  static Escalation of(Settings settings) {
    return new Escalation(settings.get(AFTER), settings.get(TO), settings.get(FROM));
  }
}

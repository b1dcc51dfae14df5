package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often to send reminders of an open incident, by severity. */
final class Remind {
  private static final Kind<Duration> EVERY =
      Kinds.duration(Duration.ofMinutes(5), Duration.ofDays(365));
  private static final List<Key<Duration>> KEYS =
      List.of(
          Key.optional("warning", EVERY, "how often to repeat a warning"),
          Key.optional("critical", EVERY, "how often to repeat a critical finding"),
          Key.optional(
              "unknown", EVERY, "how often to repeat that something could not be checked"));

  static final Shape SHAPE = Shape.of(KEYS.toArray(Key<?>[]::new));

  private Remind() {}

  static Map<String, Duration> of(Settings settings) {
    Map<String, Duration> every = new HashMap<>();
    for (Key<Duration> key : KEYS) {
      settings.find(key).ifPresent(duration -> every.put(key.name(), duration));
    }
    return Map.copyOf(every);
  }
}

package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A channel, and what it is to hear of. The one syntax of every {@code notify:}.
 *
 * @param from the lowest severity that it is told
 * @param to the highest severity that it is told
 * @param during the name of the only times at which it hears
 */
public record Route(String channel, Level from, Level to, Optional<String> during) {
  /** How bad something is, for routes: not knowing is worse than a warning. */
  public enum Level {
    WARNING,
    UNKNOWN,
    CRITICAL;

    /** The word used in the configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Level of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  private static final Key<String> CHANNEL =
      Key.required("channel", Kinds.text(), "the channel to notify");
  private static final Key<Level> FROM =
      Key.optional("from", level(), "the lowest severity that it is told").withDefault("warning");
  private static final Key<Level> TO =
      Key.optional("to", level(), "the highest severity that it is told").withDefault("critical");
  private static final Key<String> DURING =
      Key.optional(
          "during",
          Kinds.text(),
          "the times at which it is told anything, by name; default: always");

  /** Its keys, for the documents. */
  public static final Shape SHAPE =
      Shape.of(CHANNEL, FROM, TO, DURING)
          .with(
              route ->
                  route.get(FROM).compareTo(route.get(TO)) > 0
                      ? Optional.of("from must not be worse than to; warning, unknown, critical")
                      : Optional.empty());

  /** A channel that hears of everything, at any time. */
  public static Route always(String channel) {
    return new Route(channel, Level.WARNING, Level.CRITICAL, Optional.empty());
  }

  /** A list of channels, each by its name or with what it is to hear of. */
  public static Kind<List<Route>> list() {
    return Kinds.list(
        Kinds.inShort(Kinds.map(Kinds.text(), Route::always), Kinds.map(SHAPE, Route::of)));
  }

  /** Whether it hears of something as bad as this. */
  public boolean takes(Level level) {
    return from.compareTo(level) <= 0 && level.compareTo(to) <= 0;
  }

  static Kind<Level> level() {
    return Kinds.map(Kinds.choice("warning", "unknown", "critical"), Level::of);
  }

  private static Route of(Settings settings) {
    return new Route(
        settings.get(CHANNEL), settings.get(FROM), settings.get(TO), settings.find(DURING));
  }
}

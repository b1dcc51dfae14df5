package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How to keep the machine from being reclaimed as idle.
 *
 * @param schedule when a burst begins
 * @param zone the time zone of the schedule
 * @param hold what to keep busy
 * @param burst how long a burst keeps the CPU busy, in whole minutes
 * @param target utilisation of all cores during a burst, in percent, including real work
 * @param memory memory utilisation while it is held, in percent, including other programs
 */
public record KeepAliveConfig(
    Schedule schedule, ZoneId zone, Hold hold, Duration burst, int target, int memory) {

  /** What keeps the machine from being idle; one of them satisfies Oracle. */
  public enum Hold {
    CPU,
    MEMORY
  }

  private static final Key<Schedule> SCHEDULE =
      Key.optional("schedule", Schedule.kind(), "when a burst begins: a five-field cron expression")
          .withDefault("23 * * * *");
  private static final Key<ZoneId> ZONE =
      Key.optional("zone", Kinds.zone(), "the time zone of the schedule").withDefault("UTC");
  private static final Key<Hold> HOLD =
      Key.optional(
              "hold",
              Kinds.map(
                  Kinds.choice("cpu", "memory"),
                  word -> word.equals("cpu") ? Hold.CPU : Hold.MEMORY),
              "what to keep busy: cpu, in bursts; or memory, by a permanent process (A1 only)")
          .withDefault("cpu");
  private static final Key<Duration> BURST =
      Key.optional(
              "burst",
              Kinds.duration(Duration.ofMinutes(2), Duration.ofMinutes(30)),
              "how long a burst is, in whole minutes")
          .withDefault("6m");
  private static final Key<Integer> TARGET =
      Key.optional("target", percent(), "utilisation of all cores during a burst")
          .withDefault("35%");
  private static final Key<Integer> MEMORY =
      Key.optional("memory", percent(), "memory utilisation while it is held").withDefault("25%");

  static final Shape SHAPE =
      Shape.of(SCHEDULE, ZONE, HOLD, BURST, TARGET, MEMORY)
          .with(settings -> wholeMinutes(settings.get(BURST)));

  /** Six minutes an hour at 35 %; docs/keep-alive.md has the arithmetic. */
  public static final KeepAliveConfig DEFAULT = of(SHAPE.defaults());

  /** Oracle's limit is 20 %; 25 % leaves a margin for differences in measurement. */
  private static Kind<Integer> percent() {
    return Kinds.map(
        Kinds.text("(?:2[5-9]|[3-8]\\d)\\s*%", "a share from 25% to 89%"),
        text -> Integer.parseInt(text.substring(0, 2)));
  }

  private static Optional<String> wholeMinutes(Duration burst) {
    return burst.toSecondsPart() == 0 && burst.toMillisPart() == 0
        ? Optional.empty()
        : Optional.of("burst must be whole minutes, such as 6m: Oracle samples by the minute");
  }

  static KeepAliveConfig of(Settings settings) {
    return new KeepAliveConfig(
        settings.get(SCHEDULE),
        settings.get(ZONE),
        settings.get(HOLD),
        settings.get(BURST),
        settings.get(TARGET),
        settings.get(MEMORY));
  }
}

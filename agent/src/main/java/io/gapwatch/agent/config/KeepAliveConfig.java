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
 * How the machine is kept from being reclaimed as idle.
 *
 * @param schedule when a burst begins
 * @param zone the time zone of the schedule
 * @param hold what is kept busy
 * @param burst how long a burst keeps the CPU busy; whole minutes
 * @param target utilisation of all cores during a burst, in percent, real work included
 * @param memory use of memory while it is held, in percent, other programs included
 */
public record KeepAliveConfig(
    Schedule schedule, ZoneId zone, Hold hold, Duration burst, int target, int memory) {

  /** What keeps the machine from being idle; Oracle asks for one of them only. */
  public enum Hold {
    CPU,
    MEMORY
  }

  private static final Key<Schedule> SCHEDULE =
      Key.optional("schedule", Schedule.kind(), "when a burst begins, as five cron fields")
          .withDefault("23 * * * *");
  private static final Key<ZoneId> ZONE =
      Key.optional("zone", Kinds.zone(), "the time zone of the schedule").withDefault("UTC");
  private static final Key<Hold> HOLD =
      Key.optional(
              "hold",
              Kinds.map(
                  Kinds.choice("cpu", "memory"),
                  word -> word.equals("cpu") ? Hold.CPU : Hold.MEMORY),
              "what is kept busy: cpu, in bursts; or memory, by a process that stays (A1 only)")
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
      Key.optional("memory", percent(), "use of memory while it is held").withDefault("25%");

  static final Shape SHAPE =
      Shape.of(SCHEDULE, ZONE, HOLD, BURST, TARGET, MEMORY)
          .with(settings -> wholeMinutes(settings.get(BURST)));

  /** Six minutes an hour at 35 %: docs/keep-alive.md has the arithmetic. */
  public static final KeepAliveConfig DEFAULT = of(SHAPE.defaults());

  /** Oracle's limit is 20 %; nothing under 25 % leaves room for what is measured otherwise. */
  private static Kind<Integer> percent() {
    return Kinds.map(
        Kinds.text("(?:2[5-9]|[3-8]\\d)\\s*%", "a share from 25% to 89%"),
        text -> Integer.parseInt(text.substring(0, 2)));
  }

  private static Optional<String> wholeMinutes(Duration burst) {
    return burst.toSecondsPart() == 0 && burst.toMillisPart() == 0
        ? Optional.empty()
        : Optional.of("burst must be whole minutes, such as 6m: Oracle's samples are minutes");
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

package io.gapwatch.agent.config;

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

  /** Six minutes an hour at 35 %: docs/keep-alive.md has the arithmetic. */
  public static final KeepAliveConfig DEFAULT =
      new KeepAliveConfig(
          new Schedule("23 * * * *"), ZoneId.of("UTC"), Hold.CPU, Duration.ofMinutes(6), 35, 25);

  private static final Key<Schedule> SCHEDULE =
      Key.optional("schedule", Kinds.schedule(), "when a burst begins, as five cron fields")
          .otherwise(DEFAULT.schedule);
  private static final Key<ZoneId> ZONE =
      Key.optional("zone", Kinds.zone(), "the time zone of the schedule").otherwise(DEFAULT.zone);
  private static final Key<Hold> HOLD =
      Key.optional(
              "hold",
              Kinds.map(
                  Kinds.choice("cpu", "memory"),
                  word -> word.equals("cpu") ? Hold.CPU : Hold.MEMORY),
              "what is kept busy: cpu, in bursts; or memory, by a process that stays (A1 only)")
          .otherwise(DEFAULT.hold);
  private static final Key<Duration> BURST =
      Key.optional(
              "burst",
              Kinds.duration(Duration.ofMinutes(2), Duration.ofMinutes(30)),
              "how long a burst is, in whole minutes")
          .otherwise(DEFAULT.burst);
  private static final Key<Integer> TARGET =
      Key.optional("target", percent(), "utilisation of all cores during a burst")
          .otherwise(DEFAULT.target);
  private static final Key<Integer> MEMORY =
      Key.optional("memory", percent(), "use of memory while it is held").otherwise(DEFAULT.memory);

  static final Shape SHAPE =
      Shape.of(SCHEDULE, ZONE, HOLD, BURST, TARGET, MEMORY)
          .with(settings -> wholeMinutes(settings.get(BURST)));

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

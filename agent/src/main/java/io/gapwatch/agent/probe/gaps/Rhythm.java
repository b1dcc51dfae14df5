package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.probe.TimeType;
import io.gapwatch.agent.probe.table.TableSettings;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** How often a row is due, where rows have no numbers. */
record Rhythm(Duration every, ZoneId zone) {
  private static final Duration DAY = Duration.ofDays(1);

  static final Key<Duration> EVERY =
      Key.optional(
          "every",
          kind(),
          "instead of numbers: how often a row is due, such as 1h; which of these periods has no"
              + " row");
  static final Key<ZoneId> ZONE =
      Key.optional("zone", Kinds.zone(), "with every: by which zone's clock days and hours begin")
          .withDefault("UTC");

  /** A part of a day that divides it, or whole days: all others would begin at odd times. */
  private static Kind<Duration> kind() {
    Kind<Duration> any = Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(366));
    return new Kind<>() {
      @Override
      public Optional<Duration> read(Entry entry) {
        return any.read(entry)
            .flatMap(
                every ->
                    fits(every)
                        ? Optional.of(every)
                        : entry.problem(
                            "must divide a day, such as 1h, 15m or 6h, or be whole days"));
      }

      @Override
      public java.util.Map<String, Object> schema() {
        return any.schema();
      }
    };
  }

  private static boolean fits(Duration every) {
    return every.toMillis() % 1000 == 0
        && (DAY.toSeconds() % every.toSeconds() == 0 || every.toSeconds() % DAY.toSeconds() == 0);
  }

  /** Whether so much time has a whole period in it whenever it begins. */
  boolean hasRoomIn(Duration time) {
    return time.compareTo(twoPeriods()) >= 0;
  }

  /** Where clocks are put back, one of them is an hour longer. */
  private Duration twoPeriods() {
    Duration back = zone.getRules().isFixedOffset() ? Duration.ZERO : Duration.ofHours(1);
    return every.multipliedBy(2).plus(back);
  }

  /** Whole periods that are long enough, with what is left out at their end. */
  Duration windowFor(Duration settle) {
    Duration least = twoPeriods().plus(settle);
    return every.multipliedBy(least.plus(every).minusNanos(1).dividedBy(every));
  }

  static Optional<Rhythm> of(Settings settings) {
    return settings.find(EVERY).map(every -> new Rhythm(every, settings.get(ZONE)));
  }

  /** What cannot stand beside it. */
  static Optional<String> broken(Settings settings) {
    if (settings.find(EVERY).isEmpty()) {
      return settings.isWritten(ZONE)
          ? Optional.of("zone is for every: say how often a row is due, or leave out zone")
          : Optional.empty();
    }
    if (settings.find(TableSettings.NUMBER).isPresent()) {
      return Optional.of("every is for rows without numbers: leave out number, or every");
    }
    return Slots.of(settings).length().isPresent()
        ? Optional.of("every is for rows without numbers: leave out chain and slot, or every")
        : Optional.empty();
  }

  /**
   * Refuses parts of a day where rows have dates: all but the first would seem to be missing.
   *
   * @throws SourceUnavailableException if it is less than a day
   */
  void mustFitDates(String table) {
    if (every.compareTo(DAY) < 0) {
      throw new SourceUnavailableException(
          "the times of table %s are dates, which have no time of day for every: %s"
              .formatted(table, Durations.text(every)),
          "set every: 1d, or name a column of timestamps in timestamp");
    }
  }

  /** The periods in this time. */
  Grid grid(Instant from, Instant until, TimeType type) {
    return new Grid(every, zone, from, until, type);
  }
}

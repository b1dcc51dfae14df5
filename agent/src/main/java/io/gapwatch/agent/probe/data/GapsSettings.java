package io.gapwatch.agent.probe.data;

import io.gapwatch.agent.config.Key;
import io.gapwatch.agent.config.Kinds;
import io.gapwatch.agent.config.Limit;
import io.gapwatch.agent.config.Settings;
import io.gapwatch.agent.config.Shape;
import io.gapwatch.agent.config.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a {@code gaps} check can be told. The defaults are the guide's (window, 15 s) and Ethereum
 * mainnet's (slot, genesis, longest run of missed slots).
 *
 * @param window how far back to look
 * @param settle how much of the newest to leave out, because it is still being written
 * @param grace how long a missing range may still heal by itself
 * @param expected the interval that needs no explanation
 * @param strict whether an interval over it is critical however it is explained
 * @param list how many ranges and intervals are listed; all are counted
 * @param sweep how long a healthy past is believed without reading it again; zero: never
 */
record GapsSettings(
    TableSettings table,
    Duration window,
    Duration settle,
    Duration grace,
    Slots slots,
    Duration expected,
    boolean strict,
    Limit warning,
    Limit critical,
    Limit missedSlotRate,
    int list,
    Duration sweep) {
  private static final Duration CENTURY = Duration.ofDays(36_500);

  private static final Key<Duration> WINDOW =
      Key.optional("window", Kinds.duration(Duration.ofMinutes(1), CENTURY), "how far back to look")
          .otherwise(Duration.ofDays(365));
  private static final Key<Duration> SETTLE =
      Key.optional(
              "settle",
              Kinds.duration(Duration.ZERO, CENTURY),
              "how much of the newest to leave out, because it is still being written")
          .otherwise(Duration.ofMinutes(3));
  private static final Key<Duration> GRACE =
      Key.optional(
              "grace",
              Kinds.duration(Duration.ZERO, CENTURY),
              "how long after the next row a missing range may still heal by itself")
          .otherwise(Duration.ofMinutes(30));
  private static final Key<Duration> SLOT =
      Key.optional(
              "slot",
              Kinds.duration(Duration.ZERO, Duration.ofDays(1)),
              "the length of a slot; 0s for rows without slots")
          .otherwise(Duration.ofSeconds(12));
  private static final Key<Instant> GENESIS =
      Key.optional("genesis", Kinds.instant(), "the beginning of slot 0")
          .otherwise(Instant.ofEpochSecond(1_606_824_023));
  private static final Key<Long> LONGEST_RUN =
      Key.optional(
              "longestMissedRun",
              Kinds.integer(0, 1_000_000),
              "how many missed slots in a row are believed to explain an interval")
          .otherwise(7L);
  private static final Key<Duration> INTERVAL =
      Key.optional(
              "interval",
              Kinds.duration(Duration.ofMillis(1), CENTURY),
              "the interval between rows that needs no explanation")
          .otherwise(Duration.ofSeconds(15));
  private static final Key<Boolean> STRICT =
      Key.optional("strict", Kinds.flag(), "every longer interval is critical, explained or not")
          .otherwise(false);
  private static final Key<Limit> WARNING =
      Key.optional("warning", Kinds.limit(Unit.SECONDS), "the interval that is a warning")
          .otherwise(Limit.of("60s", Unit.SECONDS));
  private static final Key<Limit> CRITICAL =
      Key.optional("critical", Kinds.limit(Unit.SECONDS), "the interval that is critical")
          .otherwise(Limit.of(">=5m", Unit.SECONDS));
  private static final Key<Limit> RATE =
      Key.optional(
              "missedSlotRate",
              Kinds.limit(Unit.PERCENT),
              "the share of missed slots in the last day that is a warning")
          .otherwise(Limit.of("2%", Unit.PERCENT));
  private static final Key<Long> LIST =
      Key.optional("list", Kinds.integer(1, 1000), "how many ranges are listed; all are counted")
          .otherwise(20L);
  private static final Key<Duration> SWEEP =
      Key.optional(
              "sweep",
              Kinds.duration(Duration.ZERO, CENTURY),
              "how long a healthy past is believed without reading it again; 0s reads all each run")
          .otherwise(Duration.ZERO);

  static final Shape SHAPE =
      TableSettings.timed(
              TableSettings.NUMBER,
              WINDOW,
              SETTLE,
              GRACE,
              SLOT,
              GENESIS,
              LONGEST_RUN,
              INTERVAL,
              STRICT,
              WARNING,
              CRITICAL,
              RATE,
              LIST,
              SWEEP)
          .with(
              settings ->
                  settings.get(SETTLE).compareTo(settings.get(WINDOW)) >= 0
                      ? Optional.of("settle must be shorter than window")
                      : Optional.empty());

  static GapsSettings of(Settings settings) {
    return new GapsSettings(
        TableSettings.of(settings),
        settings.get(WINDOW),
        settings.get(SETTLE),
        settings.get(GRACE),
        new Slots(
            Optional.of(settings.get(SLOT)).filter(slot -> !slot.isZero()),
            settings.get(GENESIS),
            settings.get(LONGEST_RUN)),
        settings.get(INTERVAL),
        settings.get(STRICT),
        settings.get(WARNING),
        settings.get(CRITICAL),
        settings.get(RATE),
        settings.get(LIST).intValue(),
        settings.get(SWEEP));
  }

  Instant from(Instant now) {
    return now.minus(window);
  }

  Instant until(Instant now) {
    return now.minus(settle);
  }

  /** Whether an interval is worth listing: strictly, or because a limit may be broken. */
  boolean concerns(Interval interval) {
    if (interval.length().compareTo(expected) <= 0) {
      return false;
    }
    if (strict || interval.missing() > 0) {
      // Otherwise the missing numbers themselves say why.
      return strict;
    }
    double seconds = interval.length().toMillis() / 1000.0;
    return !interval.explained() || warning.brokenBy(seconds) || critical.brokenBy(seconds);
  }
}

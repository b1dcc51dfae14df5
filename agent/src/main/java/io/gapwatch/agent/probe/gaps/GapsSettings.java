package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.table.TableSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The settings of a {@code gaps} check. The defaults are those of the OCI MotherDuck monitor's
 * documentation (window) and of Ethereum mainnet (slot, genesis, longest run of missed slots).
 *
 * @param window how far back to look
 * @param settle how much of the newest to leave out, because it is still being written
 * @param grace how long a missing range may still heal by itself
 * @param strict whether all intervals are judged alike, however they are explained
 * @param list how many ranges and intervals are listed; all are counted
 * @param sweep how long a healthy past is believed without reading it again; zero: never
 * @param first what the rows must reach back to
 * @param retention after which time rows are deleted on purpose
 */
record GapsSettings(
    TableSettings table,
    Duration window,
    Duration settle,
    Duration grace,
    Slots slots,
    boolean strict,
    Limits explainedIntervals,
    Limits unexplainedIntervals,
    Limits allIntervals,
    int list,
    Duration sweep,
    Optional<FirstRow> first,
    Optional<Duration> retention) {
  private static final Duration CENTURY = Duration.ofDays(36_500);

  private static final Key<Duration> WINDOW =
      Key.optional("window", Kinds.duration(Duration.ofMinutes(1), CENTURY), "how far back to look")
          .withDefault("365d");
  private static final Key<Duration> SETTLE =
      Key.optional(
              "settle",
              Kinds.duration(Duration.ZERO, CENTURY),
              "how much of the newest data to ignore, because it is still being written")
          .withDefault("3m");
  private static final Key<Duration> GRACE =
      Key.optional(
              "grace",
              Kinds.duration(Duration.ZERO, CENTURY),
              "how long after the next row a missing range may still be filled without an alarm")
          .withDefault("30m");
  private static final Key<Duration> SLOT =
      Key.optional(
              "slot",
              Kinds.duration(Duration.ZERO, Duration.ofDays(1)),
              "the length of a slot; 0s for tables without slots")
          .withDefault("12s");
  private static final Key<Instant> GENESIS =
      Key.optional("genesis", Kinds.past(), "the start of slot 0")
          .withDefault("2020-12-01T12:00:23Z");
  private static final Key<Long> LONGEST_RUN =
      Key.optional(
              "longestMissedRun",
              Kinds.integer(0, 1_000_000),
              "how many consecutive missed slots are accepted as explaining an interval")
          .withDefault("7");
  static final Key<Boolean> STRICT =
      Key.optional(
              "strict", Kinds.flag(), "apply strictInterval to all intervals, explained or not")
          .withDefault("false");
  private static final Key<Long> LIST =
      Key.optional("list", Kinds.integer(1, 1000), "how many ranges are listed; all are counted")
          .withDefault("20");
  private static final Key<Duration> SWEEP =
      Key.optional(
              "sweep",
              Kinds.duration(Duration.ZERO, CENTURY),
              "how long a healthy past is trusted without rereading it; 0s rereads everything "
                  + "each run")
          .withDefault("0s");

  private static final Key<FirstRow> FIRST =
      Key.optional(
          "first",
          FirstRow.kind(),
          "what the rows must reach back to: a number, a moment, or window; left out: as far as"
              + " earlier runs saw");
  private static final Key<Duration> RETENTION =
      Key.optional(
          "retention",
          Kinds.duration(Duration.ofMinutes(1), CENTURY),
          "how long rows are kept before they are deleted on purpose");
  static final Shape SHAPE =
      TableSettings.timed(
              TableSettings.NUMBER,
              WINDOW,
              SETTLE,
              GRACE,
              SLOT,
              GENESIS,
              LONGEST_RUN,
              STRICT,
              LIST,
              SWEEP,
              FIRST,
              RETENTION)
          .with(
              settings ->
                  settings.get(SETTLE).compareTo(settings.get(WINDOW)) >= 0
                      ? Optional.of("settle must be shorter than window")
                      : Optional.empty())
          .with(
              settings ->
                  settings.get(GRACE).compareTo(settings.get(WINDOW)) > 0
                      ? Optional.of(
                          "grace (%s unless it is written) must not be longer than window: no gap could ever alarm"
                              .formatted(GRACE.written()))
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
        settings.get(STRICT),
        GapsCheck.INTERVAL.limits(settings),
        GapsCheck.UNEXPLAINED.limits(settings),
        GapsCheck.STRICT.limits(settings),
        settings.get(LIST).intValue(),
        settings.get(SWEEP),
        settings.find(FIRST),
        settings.find(RETENTION));
  }

  Instant from(Instant now) {
    return now.minus(window);
  }

  Instant until(Instant now) {
    return now.minus(settle);
  }

  /** Whether an interval should be listed, because it may exceed a limit. */
  boolean concerns(Interval interval) {
    // Otherwise the missing numbers themselves explain it.
    boolean judged = strict || interval.missing() == 0;
    return judged && limits(interval).touchedBy(interval.length().toMillis() / 1000.0);
  }

  private Limits limits(Interval interval) {
    if (strict) {
      return allIntervals;
    }
    return interval.explained() ? explainedIntervals : unexplainedIntervals;
  }

  /** For a table without slots: no interval up to this one can exceed a limit. */
  Duration harmless() {
    double seconds = (strict ? allIntervals : unexplainedIntervals).least();
    return seconds >= CENTURY.toSeconds() ? CENTURY : Duration.ofMillis((long) (seconds * 1000));
  }
}

package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.table.Groups;
import io.gapwatch.agent.probe.table.TableSettings;
import io.gapwatch.agent.probe.table.TimedTable;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a {@code gaps} check. The default window is that of the OCI MotherDuck monitor's
 * documentation.
 *
 * @param window how far back to look
 * @param settle how much of the newest to leave out, because it is still being written
 * @param grace how long a missing range may still heal by itself
 * @param strict whether all intervals are judged alike, however they are explained
 * @param limits by metric name
 * @param list how many ranges and intervals are listed; all are counted
 * @param sweep how long a healthy past is believed without reading it again; zero: never
 * @param first what the rows must reach back to
 * @param retention after which time rows are deleted on purpose
 * @param every how often a row is due, where rows have no numbers
 */
record GapsSettings(
    TableSettings table,
    Duration window,
    Duration settle,
    Duration grace,
    Slots slots,
    boolean strict,
    Map<String, Limits> limits,
    int list,
    Duration sweep,
    Optional<FirstRow> first,
    Optional<Duration> retention,
    Optional<Rhythm> every) {
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
  static final Key<Boolean> STRICT =
      Key.optional(
              "strict", Kinds.flag(), "apply strictInterval to all intervals, explained or not")
          .withDefault("false");
  private static final Key<Long> LIST =
      Key.optional(
              "list",
              Kinds.integer(1, 1000),
              "how many ranges are listed, at most 1,000; all are counted")
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
      Slots.rules(
              TableSettings.timed(
                  TableSettings.NUMBER,
                  Rhythm.EVERY,
                  Rhythm.ZONE,
                  WINDOW,
                  SETTLE,
                  GRACE,
                  Slots.LENGTH,
                  Slots.GENESIS,
                  Slots.LONGEST_RUN,
                  STRICT,
                  LIST,
                  SWEEP,
                  FIRST,
                  RETENTION))
          .with(Rhythm::broken)
          .with(GapsSettings::parts)
          .with(
              settings ->
                  settings.get(STRICT) && Slots.of(settings).length().isEmpty()
                      ? Optional.of("strict needs chain, or slot and genesis")
                      : Optional.empty())
          .with(
              settings ->
                  settings.get(SETTLE).compareTo(settings.get(WINDOW)) >= 0
                      ? Optional.of("settle must be shorter than window")
                      : Optional.empty())
          .with(GapsSettings::withoutPeriods)
          .with(
              settings ->
                  settings.get(GRACE).compareTo(settings.get(WINDOW)) > 0
                      ? Optional.of(
                          "grace (%s by default) must not exceed window, or no gap could ever raise an alarm"
                              .formatted(GRACE.written()))
                      : Optional.empty());

  static GapsSettings of(Settings settings, Map<String, Limits> limits) {
    return new GapsSettings(
        TableSettings.of(settings),
        settings.get(WINDOW),
        settings.get(SETTLE),
        settings.get(GRACE),
        Slots.of(settings),
        settings.get(STRICT),
        limits,
        settings.get(LIST).intValue(),
        settings.get(SWEEP),
        settings.find(FIRST),
        settings.find(RETENTION),
        Rhythm.of(settings));
  }

  /** A shorter window has no whole period in it at some time of each period: all would be well. */
  private static Optional<String> withoutPeriods(Settings settings) {
    Duration window = settings.get(WINDOW);
    Duration settle = settings.get(SETTLE);
    return Rhythm.of(settings)
        .filter(rhythm -> settle.compareTo(window) < 0 && !rhythm.hasRoomIn(window.minus(settle)))
        .map(
            rhythm ->
                "window must have room for two periods and settle, such as %s: a shorter one has no whole period in it at times"
                    .formatted(Durations.text(rhythm.windowFor(settle))));
  }

  /** What cannot be asked of groups, or of a rhythm. */
  private static Optional<String> parts(Settings settings) {
    boolean by = !settings.get(TableSettings.BY).isEmpty();
    boolean every = Rhythm.of(settings).isPresent();
    if ((by || every) && !settings.get(SWEEP).isZero()) {
      return Optional.of("sweep is for one sequence of numbers: leave it out with by or every");
    }
    if (by && Slots.of(settings).length().isPresent()) {
      return Optional.of(
          "by is for tables without slots: take one chain with where, or leave out"
              + " chain and slot");
    }
    if (every && settings.find(FIRST).filter(FirstRow.AtNumber.class::isInstance).isPresent()) {
      return Optional.of("first must be a moment or window with every");
    }
    if (by && !every && settings.find(FIRST).isPresent()) {
      return Optional.of("first is for one sequence of numbers, or for every");
    }
    return GapsCheck.OF_ONE_SEQUENCE.stream()
        .filter(metric -> every || (by && !metric.equals(GapsCheck.ORDER)))
        .filter(metric -> metric.given(settings).filter(Limits::areSet).isPresent())
        .map(metric -> metric.name() + " is not measured with by or every")
        .findFirst();
  }

  /** How the rows of a table are divided. */
  Groups groups(TimedTable timed) {
    return new Groups(table.by(), timed.by());
  }

  /** From when on rows must not vanish. */
  Duration kept() {
    return retention.filter(time -> time.compareTo(window) < 0).orElse(window);
  }

  Instant from(Instant now) {
    return now.minus(window);
  }

  Instant until(Instant now) {
    return now.minus(settle);
  }

  /** Whether nothing is known of slots. */
  boolean plain() {
    return slots.length().isEmpty();
  }

  Limits limits(Metric metric) {
    return limits.getOrDefault(metric.name(), Limits.NONE);
  }

  /** Whether an interval should be listed, because it may exceed a limit. */
  boolean concerns(Interval interval) {
    // Otherwise the missing numbers themselves explain it.
    boolean judged = strict || interval.missing() == 0;
    return judged && limits(metric(interval)).touchedBy(Durations.seconds(interval.length()));
  }

  /** Whose limits an interval is held against. */
  Metric metric(Interval interval) {
    if (strict) {
      return GapsCheck.STRICT;
    }
    return plain() || interval.explained() ? GapsCheck.INTERVAL : GapsCheck.UNEXPLAINED;
  }

  /** For a table without slots: no interval up to this one can exceed a limit. */
  Duration harmless() {
    double seconds = limits(GapsCheck.INTERVAL).least();
    return seconds >= CENTURY.toSeconds() ? CENTURY : Duration.ofMillis((long) (seconds * 1000));
  }
}

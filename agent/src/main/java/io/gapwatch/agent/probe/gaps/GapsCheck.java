package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.table.MixedUnits;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.sql.SqlSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code type: gaps}: missing numbers, as ranges; intervals that missed slots do not explain;
 * duplicates and misaligned rows.
 */
public final class GapsCheck implements CheckType {
  static final Metric LOST =
      Metric.high(
              "lost",
              Unit.COUNT,
              "rows at the beginning or end of the table that were there, or must be")
          .critical(">0");
  static final Metric ROWS = Metric.neutral("rows", Unit.COUNT, "rows in the window");
  static final Metric MISSING =
      Metric.high("missing", Unit.COUNT, "missing numbers, or with every, periods without a row")
          .critical(">0");
  static final Metric RANGES = Metric.neutral("ranges", Unit.COUNT, "ranges of what is missing");
  static final Metric MISSED_SLOTS =
      Metric.neutral(
          "missedSlots",
          Unit.COUNT,
          "with chain or slot, slots without a row (no number is skipped)");
  static final Metric MISSED_SLOT_RATE =
      Metric.high(
              "missedSlotRate",
              Unit.PERCENT,
              "with chain or slot, the rate of missed slots in the last day")
          .warning("2%");
  static final Metric INTERVAL =
      Metric.high(
          "interval",
          Unit.SECONDS,
          "the time between two rows whose numbers follow each other; with chain or slot, one that"
              + " missed slots explain, with warning >60s and critical >=5m");

  /** The limits of explained intervals where slots are known. */
  private static final Metric EXPLAINED = INTERVAL.warning("60s").critical(">=5m");

  static final Metric UNEXPLAINED =
      Metric.high(
              "unexplainedInterval",
              Unit.SECONDS,
              "with chain or slot, an interval between two rows that missed slots do not explain")
          .warning("15s")
          .critical(">=5m");
  static final Metric STRICT =
      Metric.high(
              "strictInterval",
              Unit.SECONDS,
              "with strict: true, any interval between two rows, explained or not")
          .critical("15s");
  static final Metric LONG_INTERVALS =
      Metric.neutral("longIntervals", Unit.COUNT, "intervals long enough to list");
  static final Metric LONGEST_INTERVAL =
      Metric.neutral(
          "longestInterval", Unit.SECONDS, "the longest interval between consecutive numbers");
  static final Metric DUPLICATES =
      Metric.high("duplicates", Unit.COUNT, "rows with a duplicate number").warning(">0");
  static final Metric MISALIGNED =
      Metric.high(
              "misaligned",
              Unit.COUNT,
              "with chain or slot, rows whose time is not the start of a slot")
          .warning(">0");
  static final Metric ORDER =
      Metric.high("order", Unit.COUNT, "rows older than the row with the previous number")
          .warning(">0");
  static final Metric WITHOUT_NUMBER =
      Metric.high("withoutNumber", Unit.COUNT, "rows without a number").warning(">0");
  static final Metric WITHOUT_TIME =
      Metric.high("withoutTime", Unit.COUNT, "rows without a time").warning(">0");
  static final Metric FUTURE =
      Metric.high("future", Unit.COUNT, "rows with a time more than 1m in the future")
          .warning(">0");
  static final Metric FIRST = Metric.neutral("first", Unit.COUNT, "the first number").position();
  static final Metric LAST = Metric.neutral("last", Unit.COUNT, "the last number").position();
  static final Metric LAST_TIME =
      Metric.neutral(
              "lastTime",
              Unit.SECONDS,
              "the time of the row with the last number, since 1970; of a group that has lost rows,"
                  + " until when they are missed")
          .position();

  static final Metric FIRST_TIME =
      Metric.neutral(
              "firstTime", Unit.SECONDS, "the earliest time of a row in the window, since 1970")
          .position();
  static final Metric EARLIEST =
      Metric.neutral("earliest", Unit.COUNT, "the first number that must be there still")
          .position();
  static final Metric EARLIEST_TIME =
      Metric.neutral("earliestTime", Unit.SECONDS, "the time of that number's row, since 1970")
          .position();
  static final Metric GREATEST =
      Metric.neutral("greatest", Unit.COUNT, "the greatest number ever seen").position();
  static final Metric GREATEST_TIME =
      Metric.neutral(
              "greatestTime",
              Unit.SECONDS,
              "the time of the last row or period of a group, since 1970")
          .position();

  /** Measured only where all that was read is well, so that the next run may rely on it. */
  static final Metric SWEEP_AGE =
      Metric.neutral("sweepAge", Unit.SECONDS, "time since all rows were last read");

  static final Metric EDITION =
      Metric.neutral(
              "edition",
              Unit.COUNT,
              "with sweep, a checksum of which table or file was read: another one is read whole")
          .position();

  static final Metric KEPT_ROWS =
      Metric.neutral("keptRows", Unit.COUNT, "with every, rows that the next run must find")
          .position();
  static final Metric KEPT_FROM =
      Metric.neutral(
              "keptFrom", Unit.SECONDS, "the beginning of the first period of these, since 1970")
          .position();
  static final Metric KEPT_UNTIL =
      Metric.neutral(
              "keptUntil", Unit.SECONDS, "the beginning of the last period of these, since 1970")
          .position();

  static final Metric REMEMBERED =
      Metric.neutral(
              "remembered",
              Unit.COUNT,
              "with by, the groups of which it was written down where they begin, at most 1,000;"
                  + " once a day")
          .position();

  static final Metric GROUPS =
      Metric.neutral("groups", Unit.COUNT, "with by, the groups that have rows in the window");

  /** What is measured only where rows are one sequence of numbers. */
  static final List<Metric> OF_ONE_SEQUENCE = List.of(INTERVAL, ORDER);

  @Override
  public String type() {
    return "gaps";
  }

  @Override
  public String title() {
    return "GAP DETECTION";
  }

  @Override
  public Class<? extends Session> asks() {
    return SqlSession.class;
  }

  @Override
  public Shape keys() {
    return GapsSettings.SHAPE;
  }

  /** Limits that the other way of judging intervals would never look at are a mistake. */
  @Override
  public Shape shape() {
    return CheckType.super
        .shape()
        .with(GapsCheck::unusedLimit)
        .with(
            settings ->
                Slots.of(settings).length().isPresent()
                    ? INTERVAL.brokenRule(settings, EXPLAINED.defaults())
                    : Optional.empty());
  }

  private static Optional<String> unusedLimit(Settings settings) {
    boolean strict = settings.get(GapsSettings.STRICT);
    return Stream.of(INTERVAL, UNEXPLAINED, STRICT)
        .filter(metric -> strict != metric.is(STRICT) && metric.isLimited(settings))
        .findFirst()
        .map(
            metric ->
                strict
                    ? metric.name() + " is not used with strict: true; strictInterval is"
                    : "strictInterval is used only with strict: true");
  }

  @Override
  public Map<String, Limits> limits(Settings settings) {
    Map<String, Limits> all = new HashMap<>(metrics().limits(settings));
    if (Slots.of(settings).length().isPresent()) {
      all.put(INTERVAL.name(), INTERVAL.limits(settings, EXPLAINED.defaults()));
    }
    return all;
  }

  @Override
  public Probe probe(Settings settings) {
    GapsSettings gaps = GapsSettings.of(settings, limits(settings));
    return gaps.every().isPresent() || !gaps.table().by().isEmpty()
        ? new PartsProbe(gaps)
        : new GapsProbe(gaps);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(
        ROWS,
        MISSING,
        LOST,
        RANGES,
        GROUPS,
        MISSED_SLOTS,
        MISSED_SLOT_RATE,
        INTERVAL,
        UNEXPLAINED,
        STRICT,
        LONG_INTERVALS,
        LONGEST_INTERVAL,
        DUPLICATES,
        MISALIGNED,
        ORDER,
        WITHOUT_NUMBER,
        WITHOUT_TIME,
        FUTURE,
        MixedUnits.METRIC,
        FIRST,
        LAST,
        LAST_TIME,
        FIRST_TIME,
        EARLIEST,
        EARLIEST_TIME,
        GREATEST,
        GREATEST_TIME,
        KEPT_ROWS,
        KEPT_FROM,
        KEPT_UNTIL,
        REMEMBERED,
        SWEEP_AGE,
        EDITION);
  }
}

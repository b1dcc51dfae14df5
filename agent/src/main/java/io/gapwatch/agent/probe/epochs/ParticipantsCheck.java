package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.table.TableSettings;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * {@code type: participants}: how many rows each group has in the last whole period, against what
 * is usual for it. What is usual is a median, and a drop must stand out of the noise as well.
 *
 * <p>The limits are those of the off-chain guide: a drop of more than half, and none at all.
 */
public final class ParticipantsCheck implements CheckType {
  static final Metric DROP =
      Metric.high("drop", Unit.PERCENT, "how far a group is below what is usual for it")
          .warning(">50%")
          .critical(">=100%")
          .main();
  static final Metric COUNT =
      Metric.neutral("count", Unit.COUNT, "what a group has in the last whole period");
  static final Metric MEDIAN = Metric.neutral("median", Unit.COUNT, "what is usual for it");
  static final Metric MAD =
      Metric.neutral("mad", Unit.COUNT, "the median absolute deviation from that");
  static final Metric FUTURE =
      Metric.high("future", Unit.COUNT, "rows with a time in the future").warning(">0");
  static final Metric WITHOUT_TIME =
      Metric.high("withoutTime", Unit.COUNT, "rows without a time").warning(">0");
  static final Metric MOST =
      Metric.neutral(
              "most", Unit.COUNT, "the most that a group had in a period that tells what is usual")
          .memory();
  static final Metric INCIDENT =
      Metric.neutral("incident", Unit.COUNT, "1 if that breaks a limit and stands out, 0 if not");

  private static final Duration YEAR = Duration.ofDays(365);

  private static final Key<String> TIMESTAMP =
      Key.optional(
              "timestamp",
              Kinds.text(),
              "its column of times: a timestamp, a date, or whole numbers since 1970")
          .withDefault("timestamp");
  private static final Key<String> BY =
      Key.optional("by", Kinds.text(), "its column of groups; left out: all rows are one group");
  private static final Key<String> DISTINCT =
      Key.optional(
          "distinct", Kinds.text(), "count the different values of this column, not the rows");
  private static final Key<Duration> EVERY =
      Key.optional(
              "every",
              Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
              "the period; they follow each other from 1970 on, UTC")
          .withDefault("1h");
  private static final Key<Duration> SETTLE =
      Key.optional(
              "settle",
              Kinds.duration(Duration.ZERO, Duration.ofDays(7)),
              "how long after its end a period is still being written")
          .withDefault("3m");
  private static final Key<Duration> SEASON =
      Key.optional(
              "season",
              Kinds.duration(Duration.ofMinutes(1), YEAR),
              "compare only with periods a multiple of this ago; equal to every: with all")
          .withDefault("1d");
  private static final Key<Duration> WINDOW =
      Key.optional("window", Kinds.duration(Duration.ofMinutes(2), YEAR), "how far back to compare")
          .withDefault("14d");
  private static final Key<Long> SAMPLES =
      Key.optional(
              "samples",
              Kinds.integer(3, 10_000),
              "how many earlier periods it takes to know what is usual")
          .withDefault("7");

  /** The default is that of Iglewicz and Hoaglin (1993) for their modified z-score. */
  private static final Key<Double> DEVIATIONS =
      Key.optional(
              "deviations",
              Kinds.parsed("\\d+(\\.\\d+)?", "a number such as 3.5", Unit.COUNT::parse),
              "how many (scaled median absolute) deviations a drop must stand out")
          .withDefault("3.5");

  private static final Key<List<TimeSpan>> EXCEPT =
      Key.optional(
              "except",
              Kinds.list(span()),
              "known incidents, which say nothing about what is usual: FROM/UNTIL")
          .whenLeftOut(List.of());

  private static Kind<TimeSpan> span() {
    String instant = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?Z";
    return Kinds.parsed(
        instant + "/" + instant,
        "two instants such as 2026-10-30T10:00:00Z/2026-10-30T20:00:00Z",
        ParticipantsCheck::span);
  }

  private static Optional<TimeSpan> span(String text) {
    String[] ends = text.strip().split("/", -1);
    try {
      return ends.length == 2
          ? Optional.of(new TimeSpan(Instant.parse(ends[0]), Instant.parse(ends[1])))
          : Optional.empty();
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String type() {
    return "participants";
  }

  @Override
  public String title() {
    return "PARTICIPANTS";
  }

  @Override
  public Class<? extends Session> asks() {
    return SqlSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(
            TableSettings.TABLE,
            TIMESTAMP,
            TableSettings.UNIT,
            TableSettings.WHERE,
            BY,
            DISTINCT,
            EVERY,
            SETTLE,
            SEASON,
            WINDOW,
            SAMPLES,
            DEVIATIONS,
            EXCEPT)
        .with(TableSettings::checkFilter)
        .with(ParticipantsCheck::fits);
  }

  private static Optional<String> fits(Settings settings) {
    long season = settings.get(SEASON).toMillis();
    if (season % settings.get(EVERY).toMillis() != 0) {
      return Optional.of("season must be a multiple of every");
    }
    long most = settings.get(WINDOW).toMillis() / season;
    return most < settings.get(SAMPLES)
        ? Optional.of("window has room for %d samples, which is less than samples".formatted(most))
        : Optional.empty();
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(DROP, FUTURE, WITHOUT_TIME, COUNT, MEDIAN, MAD, INCIDENT, MOST);
  }

  @Override
  public Probe probe(Settings settings) {
    return new ParticipantsProbe(
        new CountedRows(
            settings.get(TableSettings.TABLE),
            settings.get(TIMESTAMP),
            settings.find(TableSettings.UNIT),
            settings.find(TableSettings.WHERE).map(where -> "(" + where + "\n)").orElse("TRUE"),
            settings.find(BY),
            settings.find(DISTINCT)),
        new ParticipantsProbe.Usual(
            new Grid(settings.get(EVERY)),
            settings.get(SETTLE),
            settings.get(SEASON),
            settings.get(WINDOW),
            settings.get(SAMPLES),
            settings.get(DEVIATIONS),
            settings.get(EXCEPT)),
        DROP.limits(settings));
  }
}

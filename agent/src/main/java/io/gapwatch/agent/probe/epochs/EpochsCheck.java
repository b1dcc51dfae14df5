package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.table.TableSettings;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code type: epochs}: whether periods are sealed in time, all of them, by every group, with those
 * who took part. An epoch is named by the start of its period and sealed after its end.
 *
 * <p>The limits are those of the off-chain guide. Its age of two hours is held against the time of
 * the seal, not of the epoch: a healthy hour is an hour old when it is sealed.
 */
public final class EpochsCheck implements CheckType {
  static final Metric AGE =
      Metric.high("age", Unit.SECONDS, "time since a group sealed its newest epoch")
          .warning(">2h")
          .critical(">4h")
          .main()
          .calibrated();
  static final Metric MISSING =
      Metric.high("missing", Unit.COUNT, "epochs between others that a group did not seal")
          .warning(">0");
  static final Metric INCOMPLETE =
      Metric.high(
              "incomplete", Unit.COUNT, "channels of sealed epochs that took part, without a seal")
          .warning(">0");
  static final Metric EMPTY =
      Metric.high("empty", Unit.COUNT, "seals without participants").warning(">0");
  static final Metric EMPTY_RECENT =
      Metric.high(
              "emptyRecent",
              Unit.PERCENT,
              "seals without participants, of those of the last three epochs")
          .critical(">=100%");
  static final Metric DROP =
      Metric.high(
              "drop", Unit.PERCENT, "how far participants are below the median of earlier epochs")
          .warning(">50%");
  static final Metric OFF_GRID =
      Metric.high("offGrid", Unit.COUNT, "seals whose epoch is not the start of a period")
          .warning(">0");
  static final Metric FUTURE =
      Metric.high("future", Unit.COUNT, "seals of epochs, or with a time, in the future")
          .warning(">0");
  static final Metric EARLY =
      Metric.high("early", Unit.COUNT, "seals with a time before their epoch began").warning(">0");
  static final Metric WITHOUT_EPOCH =
      Metric.high("withoutEpoch", Unit.COUNT, "rows without an epoch").warning(">0");
  static final Metric DUPLICATES =
      Metric.high(
          "duplicates", Unit.COUNT, "seals of a channel and group that an epoch has beyond one");
  static final Metric BACKLOG =
      Metric.high("backlog", Unit.COUNT, "publishable seals that are not published");
  static final Metric DRAIN =
      Metric.neutral(
          "drain",
          Unit.COUNT,
          "how much the backlog shrank in an hour, compared with earlier runs");
  static final Metric BEHIND =
      Metric.neutral("behind", Unit.COUNT, "epochs that should be sealed after the newest one");
  static final Metric LAG =
      Metric.neutral("lag", Unit.SECONDS, "how long after its end the newest epoch was sealed");
  static final Metric PARTICIPANTS =
      Metric.neutral("participants", Unit.COUNT, "participants of the newest epoch that is due");
  static final Metric SEALS = Metric.neutral("seals", Unit.COUNT, "seals in the window");
  static final Metric SEEN =
      Metric.neutral(
              "seen",
              Unit.COUNT,
              "of each epoch of a group, how many seals there were, and a checksum of their channels")
          .memory();
  static final Metric MOST =
      Metric.neutral("most", Unit.COUNT, "the most participants that an epoch of a group had")
          .memory();
  static final Metric WAS_EMPTY =
      Metric.neutral(
              "wasEmpty",
              Unit.COUNT,
              "epochs of a channel that were sealed without participants, until they are seen"
                  + " with some; each is a bit")
          .memory();
  static final Metric WAS_INCOMPLETE =
      Metric.neutral(
              "wasIncomplete",
              Unit.COUNT,
              "epochs that a channel took part in and that were not sealed, until they are; each"
                  + " is a bit")
          .memory();

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration YEAR = Duration.ofDays(365);

  private static final Key<String> EPOCH =
      Key.optional(
              "epoch", Kinds.text(), "its column of epochs: times, or whole numbers since 1970")
          .withDefault("epoch");
  private static final Key<String> SEALED_AT =
      Key.optional("sealedAt", Kinds.text(), "its column of the time of the seal")
          .withDefault("sealed_at");
  private static final Key<String> CHANNEL =
      Key.optional(
          "channel", Kinds.text(), "its column of channels; left out: channel, if it has one");
  private static final Key<String> GROUP =
      Key.optional(
          "group", Kinds.text(), "its column of groups; left out: token_group, if it has one");
  private static final Key<String> PUBLISHED =
      Key.optional(
          "published",
          Kinds.text(),
          "its column that says what is published: a truth value, a number that is not 0, or a"
              + " time; left out: published, if it has one");
  private static final Key<Duration> EVERY =
      Key.optional(
              "every",
              Kinds.duration(Duration.ofMinutes(1), WEEK),
              "the length of an epoch; they follow each other from 1970 on, UTC")
          .withDefault("1h");
  private static final Key<Duration> LAG_KEY =
      Key.optional(
              "lag",
              Kinds.duration(Duration.ZERO, WEEK),
              "how long after its end sealing an epoch may take")
          .withDefault("90m");
  private static final Key<Duration> WINDOW =
      Key.optional(
          "window",
          Kinds.duration(Duration.ofMinutes(1), YEAR),
          "how far back epochs are looked at one by one; left out: 24 epochs");
  private static final Key<Duration> REMEMBER =
      Key.optional(
              "remember",
              Kinds.duration(Duration.ofMinutes(1), YEAR),
              "how long a group that seals no more is still expected")
          .withDefault("30d");
  private static final Key<List<String>> GROUPS =
      Key.optional(
              "groups",
              Kinds.list(Kinds.text()),
              "the groups that must be there; left out: those seen within remember")
          .whenLeftOut(List.of());
  private static final Key<Map<String, String>> SEALERS =
      Key.optional(
              "sealers",
              Kinds.named(".+", "a group", Kinds.text()),
              "by group, or * for all others, the PM2 app that seals it: named in what to do, and"
                  + " its lines of errors stand in the escalation form")
          .whenLeftOut(Map.of());
  private static final Key<ParticipantTable> PARTICIPATION =
      Key.optional(
          "participation",
          ParticipantTable.kind(),
          "what there is to seal: a channel with rows in an epoch must have a seal");
  private static final Key<ParticipantTable> PARTICIPANTS_KEY =
      Key.optional(
          "participants",
          ParticipantTable.kind(),
          "what was sealed: rows for each participant of a seal");
  private static final Key<String> PUBLISHABLE =
      Key.optional(
          "publishable",
          Kinds.text(),
          "an SQL condition for seals that are to be published at all; left out: all are");
  private static final Key<Long> SAMPLES =
      Key.optional(
              "samples", Kinds.integer(3, 1000), "how many earlier epochs a drop is held against")
          .withDefault("6");

  @Override
  public String type() {
    return "epochs";
  }

  @Override
  public String title() {
    return "EPOCHS";
  }

  @Override
  public Class<? extends Session> asks() {
    return SqlSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(
            TableSettings.TABLE,
            EPOCH,
            SEALED_AT,
            CHANNEL,
            GROUP,
            PUBLISHED,
            TableSettings.UNIT,
            TableSettings.WHERE,
            EVERY,
            LAG_KEY,
            WINDOW,
            REMEMBER,
            GROUPS,
            SEALERS,
            PARTICIPATION,
            PARTICIPANTS_KEY,
            PUBLISHABLE,
            SAMPLES)
        .with(TableSettings::checkFilter);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(
        AGE,
        MISSING,
        INCOMPLETE,
        EMPTY,
        EMPTY_RECENT,
        DROP,
        OFF_GRID,
        FUTURE,
        EARLY,
        WITHOUT_EPOCH,
        DUPLICATES,
        BACKLOG,
        DRAIN,
        BEHIND,
        LAG,
        PARTICIPANTS,
        SEALS,
        SEEN,
        MOST,
        WAS_EMPTY,
        WAS_INCOMPLETE);
  }

  @Override
  public Probe probe(Settings settings) {
    return new EpochsProbe(
        read(settings),
        new EpochsProbe.Judged(DROP.limits(settings).areSet(), BACKLOG.limits(settings).areSet()));
  }

  private static EpochsSettings read(Settings settings) {
    Grid grid = new Grid(settings.get(EVERY));
    return new EpochsSettings(
        settings.get(TableSettings.TABLE),
        new EpochsSettings.Columns(
            settings.get(EPOCH),
            settings.get(SEALED_AT),
            settings.find(CHANNEL),
            settings.find(GROUP),
            settings.find(PUBLISHED)),
        settings.find(TableSettings.UNIT),
        // The line break ends a comment at the end of the condition.
        settings.find(TableSettings.WHERE).map(where -> "(" + where + "\n)").orElse("TRUE"),
        grid,
        settings.get(LAG_KEY),
        settings.find(WINDOW).orElse(grid.every().multipliedBy(24)),
        settings.get(REMEMBER),
        settings.get(GROUPS).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(),
        settings.get(SEALERS).entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    Map.Entry::getValue,
                    (first, second) -> first)),
        settings.find(PARTICIPATION),
        settings.find(PARTICIPANTS_KEY),
        settings.find(PUBLISHABLE).map(only -> "(" + only + "\n)").orElse("TRUE"),
        settings.get(SAMPLES));
  }
}

package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.sql.SqlSession;

/**
 * {@code type: staleness}: how old the newest row is. A time in the future is a separate finding,
 * and never makes old rows look fresh.
 *
 * <p>The default limit, 5 minutes, is that of the OCI MotherDuck monitor's documentation; {@code
 * gapwatch calibrate} suggests one from history.
 */
public final class StalenessCheck implements CheckType {
  static final Metric AGE =
      Metric.high(
              "age",
              Unit.SECONDS,
              "the age of the newest row; with by, of each group's, and the oldest of them is"
                  + " measured")
          .critical("300s")
          .main()
          .calibrated();
  static final Metric FUTURE =
      Metric.high("future", Unit.COUNT, "rows with a time more than 1m in the future")
          .warning(">0");
  static final Metric WITHOUT_TIME =
      Metric.high("withoutTime", Unit.COUNT, "rows without a time").warning(">0");
  static final Metric NEWEST_NUMBER =
      Metric.neutral("number", Unit.COUNT, "the number of the newest row").position();

  static final Metric GROUPS =
      Metric.neutral("groups", Unit.COUNT, "with by, the groups that have rows");
  static final Metric STALE_GROUPS =
      Metric.neutral(
          "staleGroups",
          Unit.COUNT,
          "with by, those whose newest row is not fresh, with or without rows now");
  static final Metric SEEN =
      Metric.neutral(
              "seen",
              Unit.SECONDS,
              "with by, the time since 1970 of a row that each group had; once a day")
          .position();
  static final Metric REMEMBERED =
      Metric.neutral(
              "remembered",
              Unit.COUNT,
              "with by, the groups that the next runs must find, at most 1,000; once a day")
          .position();

  private static final Key<Field> NUMBER =
      Key.optional(
          "number",
          Field.kind(),
          "a column of the newest row to show, or {sql: EXPRESSION}; left out: number, if it"
              + " exists and has numbers");

  @Override
  public String type() {
    return "staleness";
  }

  @Override
  public String title() {
    return "STALENESS";
  }

  @Override
  public Class<? extends Session> asks() {
    return SqlSession.class;
  }

  @Override
  public Shape keys() {
    return TableSettings.timed(NUMBER);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(
        AGE,
        FUTURE,
        WITHOUT_TIME,
        MixedUnits.METRIC,
        NEWEST_NUMBER,
        GROUPS,
        STALE_GROUPS,
        SEEN,
        REMEMBERED);
  }

  @Override
  public Probe probe(Settings settings) {
    return new StalenessProbe(TableSettings.of(settings), AGE.limits(settings));
  }
}

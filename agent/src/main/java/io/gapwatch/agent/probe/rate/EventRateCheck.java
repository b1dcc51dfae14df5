package io.gapwatch.agent.probe.rate;

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

/**
 * {@code type: event-rate}: how many rows the last whole period brought. A period that has only
 * begun is never counted: a column that is floored to the hour would be low right after each hour.
 *
 * <p>The limits are those of the off-chain guide: its baseline for events.
 */
public final class EventRateCheck implements CheckType {
  static final Metric RATE =
      Metric.low("rate", Unit.COUNT, "rows per hour, in the last whole period")
          .warning("<100")
          .critical("<=0")
          .main();
  static final Metric FUTURE =
      Metric.high("future", Unit.COUNT, "rows with a time in the future").warning(">0");
  static final Metric ROWS = Metric.neutral("rows", Unit.COUNT, "rows of that period");

  private static final Key<Duration> EVERY =
      Key.optional(
              "every",
              Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
              "the period; they follow each other from 1970 on, UTC")
          .withDefault("1h");
  private static final Key<Duration> SETTLE =
      Key.optional(
              "settle",
              Kinds.duration(Duration.ZERO, Duration.ofDays(1)),
              "how long after its end a period is still being written")
          .withDefault("3m");

  @Override
  public String type() {
    return "event-rate";
  }

  @Override
  public String title() {
    return "EVENT RATE";
  }

  @Override
  public Class<? extends Session> asks() {
    return SqlSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(
            TableSettings.TABLE,
            Rows.TIMESTAMP,
            TableSettings.UNIT,
            TableSettings.WHERE,
            EVERY,
            SETTLE)
        .with(TableSettings::checkFilter);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(RATE, FUTURE, ROWS);
  }

  @Override
  public Probe probe(Settings settings) {
    return new EventRateProbe(Rows.of(settings), settings.get(EVERY), settings.get(SETTLE));
  }
}

package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.sql.PostgresSession;
import java.util.Optional;

/**
 * {@code type: db-size}: how large the database is, how it grows by the day, and when it reaches a
 * size that the configuration states. No limit fits all databases, so it begins with none.
 */
public final class SizeCheck implements CheckType {
  static final Metric SIZE = Metric.high("size", Unit.BYTES, "the size of the database").main();
  static final Metric PER_DAY =
      Metric.high("growth", Unit.BYTES, "growth per day, compared with earlier runs");
  static final Metric UNTIL_LIMIT =
      Metric.low("untilLimit", Unit.SECONDS, "time until limit is reached, at that rate");
  static final Metric TABLE =
      Metric.neutral("tableSize", Unit.BYTES, "the largest tables, with indexes and TOAST");

  private static final Key<Long> LIMIT =
      Key.optional("limit", Kinds.bytes(), "the size that it must not reach, for untilLimit");
  private static final Key<Long> LARGEST =
      Key.optional("largest", Kinds.integer(0, 100), "how many of the largest tables are listed")
          .withDefault("5");

  @Override
  public String type() {
    return "db-size";
  }

  @Override
  public String title() {
    return "DATABASE SIZE";
  }

  @Override
  public Class<? extends Session> asks() {
    return PostgresSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(LIMIT, LARGEST)
        .with(
            settings ->
                UNTIL_LIMIT.limits(settings).areSet() && settings.find(LIMIT).isEmpty()
                    ? Optional.of("untilLimit needs limit, the size that must not be reached")
                    : Optional.empty());
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(SIZE, PER_DAY, UNTIL_LIMIT, TABLE);
  }

  @Override
  public Probe probe(Settings settings) {
    return new SizeProbe(
        settings.find(LIMIT),
        settings.get(LARGEST),
        PER_DAY.limits(settings).areSet() || UNTIL_LIMIT.limits(settings).areSet());
  }
}

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

/**
 * {@code type: db-dead-rows}: the tables that a vacuum should have cleaned, by the statistics of
 * the server; no table is read.
 *
 * <p>The limit of 100,000 is that of the operators' daily database check. It alone is always broken
 * in a large table that is well, so that a share and a size must be passed as well.
 */
public final class DeadRowsCheck implements CheckType {
  static final Metric DEAD =
      Metric.high("deadRows", Unit.COUNT, "dead rows of a table that has more of them than share")
          .warning(">100000")
          .main();
  static final Metric ALL = Metric.neutral("allDeadRows", Unit.COUNT, "dead rows of all tables");
  static final Metric SHARE =
      Metric.neutral("deadShare", Unit.PERCENT, "dead rows of all rows, by table");

  private static final Key<Double> LEAST_SHARE =
      Key.optional(
              "share",
              Kinds.parsed(
                  "\\d+(\\.\\d+)?\\s*%",
                  Unit.PERCENT.example(),
                  text -> Unit.PERCENT.parse(text).filter(share -> share <= 100)),
              "a table counts only with more dead rows than this share of its rows")
          .withDefault("20%");
  private static final Key<Long> LEAST_SIZE =
      Key.optional("size", Kinds.bytes(), "a smaller table does not count").withDefault("10MiB");

  @Override
  public String type() {
    return "db-dead-rows";
  }

  @Override
  public String title() {
    return "DEAD ROWS";
  }

  @Override
  public Class<? extends Session> asks() {
    return PostgresSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(LEAST_SHARE, LEAST_SIZE);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(DEAD, ALL, SHARE);
  }

  @Override
  public Probe probe(Settings settings) {
    return new DeadRowsProbe(settings.get(LEAST_SHARE), settings.get(LEAST_SIZE));
  }
}

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
import java.util.List;

/** {@code type: db-primary-keys}: the tables that have no primary key. */
public final class PrimaryKeysCheck implements CheckType {
  static final Metric WITHOUT =
      Metric.high("withoutKey", Unit.COUNT, "tables without a primary key").warning(">0").main();
  static final Metric TABLES = Metric.neutral("tables", Unit.COUNT, "tables that were looked at");

  private static final Key<List<String>> EXCEPT =
      Key.optional(
              "except",
              Kinds.list(Kinds.text()),
              "tables that need none, with their schema unless it is public")
          .whenLeftOut(List.of());

  @Override
  public String type() {
    return "db-primary-keys";
  }

  @Override
  public String title() {
    return "PRIMARY KEYS";
  }

  @Override
  public Class<? extends Session> asks() {
    return PostgresSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(EXCEPT);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(WITHOUT, TABLES);
  }

  @Override
  public Probe probe(Settings settings) {
    return new PrimaryKeysProbe(settings.get(EXCEPT));
  }
}

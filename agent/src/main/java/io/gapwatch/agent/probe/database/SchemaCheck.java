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
import io.gapwatch.agent.source.sql.SqlSession;
import java.util.List;
import java.util.Map;

/**
 * {@code type: db-schema}: whether the tables and columns that programs need are there, and what
 * changed since the last run.
 */
public final class SchemaCheck implements CheckType {
  static final Metric MISSING =
      Metric.high("missing", Unit.COUNT, "expected tables and columns that are not there")
          .critical(">0")
          .main();
  static final Metric DRIFT =
      Metric.high("drift", Unit.COUNT, "tables that came, went or changed since the last run")
          .warning(">0");
  static final Metric TABLES = Metric.neutral("tables", Unit.COUNT, "tables and views there are");
  static final Metric FINGERPRINT =
      Metric.neutral("fingerprint", Unit.COUNT, "a checksum of the columns, by table");

  private static final Key<Map<String, List<String>>> EXPECT =
      Key.optional(
              "expect",
              Kinds.named(".+", "a table", Kinds.list(Kinds.text())),
              "tables that must be there, each with the columns that it must have: TABLE: [COLUMN]")
          .whenLeftOut(Map.of());

  @Override
  public String type() {
    return "db-schema";
  }

  @Override
  public String title() {
    return "SCHEMA";
  }

  @Override
  public Class<? extends Session> asks() {
    return SqlSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(EXPECT);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(MISSING, DRIFT, TABLES, FINGERPRINT);
  }

  @Override
  public Probe probe(Settings settings) {
    return new SchemaProbe(settings.get(EXPECT), DRIFT.limits(settings).areSet());
  }
}

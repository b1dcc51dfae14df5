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

/**
 * {@code type: db-long-queries}: how long the longest statement of a client runs. The server's own
 * processes (autovacuum, replication) do not count, nor does what waits for its next statement.
 */
public final class LongQueriesCheck implements CheckType {
  static final Metric RUNNING =
      Metric.high("running", Unit.SECONDS, "how long the longest statement has been running")
          .warning(">5m")
          .critical(">1h")
          .main();
  static final Metric ACTIVE = Metric.neutral("active", Unit.COUNT, "statements that run");

  private static final Key<List<String>> EXCEPT =
      Key.optional(
              "except",
              Kinds.list(Kinds.text()),
              "programs and users whose statements may be long, such as pg_dump")
          .whenLeftOut(List.of());

  @Override
  public String type() {
    return "db-long-queries";
  }

  @Override
  public String title() {
    return "LONG QUERIES";
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
    return Metrics.of(RUNNING, ACTIVE);
  }

  @Override
  public Probe probe(Settings settings) {
    return new LongQueriesProbe(settings.get(EXCEPT));
  }
}

package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.sql.PostgresSession;

/** {@code type: db-locks}: who waits for a lock, how long, and who holds it. */
public final class LocksCheck implements CheckType {
  static final Metric WAITING =
      Metric.high("waiting", Unit.SECONDS, "how long the longest has been waiting for a lock")
          .warning(">30s")
          .critical(">5m")
          .main();
  static final Metric BLOCKED = Metric.high("blocked", Unit.COUNT, "sessions that wait for a lock");

  @Override
  public String type() {
    return "db-locks";
  }

  @Override
  public String title() {
    return "LOCKS";
  }

  @Override
  public Class<? extends Session> asks() {
    return PostgresSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of();
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(WAITING, BLOCKED);
  }

  @Override
  public Probe probe(Settings settings) {
    return new LocksProbe();
  }
}

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

/**
 * {@code type: db-connections}: how much of {@code max_connections} is in use, and what of that is
 * idle. The connection that asks is not counted.
 */
public final class ConnectionsCheck implements CheckType {
  static final Metric USED =
      Metric.high("used", Unit.PERCENT, "connections in use, of max_connections")
          .warning(">80%")
          .critical(">95%")
          .main();
  static final Metric CONNECTIONS =
      Metric.neutral("connections", Unit.COUNT, "connections of clients, without our own");
  static final Metric IDLE = Metric.neutral("idle", Unit.COUNT, "idle connections");

  @Override
  public String type() {
    return "db-connections";
  }

  @Override
  public String title() {
    return "DATABASE CONNECTIONS";
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
    return Metrics.of(USED, CONNECTIONS, IDLE);
  }

  @Override
  public Probe probe(Settings settings) {
    return new ConnectionsProbe();
  }
}

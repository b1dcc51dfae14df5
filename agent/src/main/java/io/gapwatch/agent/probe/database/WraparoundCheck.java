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
 * {@code type: db-wraparound}: how much of the transaction numbers is used up before old rows must
 * be frozen. When they run out, the server takes no more writes.
 *
 * <p>The limits leave autovacuum its own: it forces a vacuum at 10 % (200 million) and drops all
 * care at 80 % (vacuum_failsafe_age, 1.6 thousand million).
 */
public final class WraparoundCheck implements CheckType {
  static final Metric USED =
      Metric.high("used", Unit.PERCENT, "transaction numbers used since the oldest frozen one")
          .warning(">40%")
          .critical(">75%")
          .main();
  static final Metric MULTIXACT =
      Metric.high("multixact", Unit.PERCENT, "the same of the numbers of shared row locks")
          .warning(">40%")
          .critical(">75%");
  static final Metric AGE =
      Metric.neutral("age", Unit.COUNT, "transactions since the oldest frozen one, by database");

  @Override
  public String type() {
    return "db-wraparound";
  }

  @Override
  public String title() {
    return "WRAPAROUND";
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
    return Metrics.of(USED, MULTIXACT, AGE);
  }

  @Override
  public Probe probe(Settings settings) {
    return new WraparoundProbe();
  }
}

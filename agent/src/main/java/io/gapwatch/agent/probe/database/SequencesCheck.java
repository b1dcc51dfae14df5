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
 * {@code type: db-sequences}: how much of each sequence is used up. The column that a sequence
 * fills may end before the sequence does.
 */
public final class SequencesCheck implements CheckType {
  static final Metric USED =
      Metric.high("used", Unit.PERCENT, "values used, by sequence")
          .warning(">80%")
          .critical(">95%")
          .main();
  static final Metric SEQUENCES =
      Metric.neutral("sequences", Unit.COUNT, "sequences that were looked at");

  @Override
  public String type() {
    return "db-sequences";
  }

  @Override
  public String title() {
    return "SEQUENCES";
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
    return Metrics.of(USED, SEQUENCES);
  }

  @Override
  public Probe probe(Settings settings) {
    return new SequencesProbe();
  }
}

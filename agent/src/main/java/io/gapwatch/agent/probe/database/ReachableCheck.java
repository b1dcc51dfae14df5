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
 * {@code type: db-reachable}: whether the database answers, how fast, and which one it is.
 *
 * <p>The limits are those of the off-chain guide: its baseline for a response is 500 ms and a
 * time-out. Connecting has a wider one, because a run that cron started loads the driver in it.
 */
public final class ReachableCheck implements CheckType {
  static final Metric ANSWER_TIME =
      Metric.high("answerTime", Unit.SECONDS, "the time from a question to its answer")
          .warning("500ms")
          .main()
          .calibrated();
  static final Metric CONNECT_TIME =
      Metric.high("connectTime", Unit.SECONDS, "the time to connect, with TLS and password")
          .warning("2s")
          .calibrated();
  static final Metric REACHABLE =
      Metric.low("reachable", Unit.COUNT, "1 if the database answered, 0 if it did not")
          .critical("<1");

  @Override
  public String type() {
    return "db-reachable";
  }

  @Override
  public String title() {
    return "DATABASE";
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
    return Metrics.of(ANSWER_TIME, CONNECT_TIME, REACHABLE);
  }

  @Override
  public Probe probe(Settings settings) {
    return new ReachableProbe(System::nanoTime);
  }
}

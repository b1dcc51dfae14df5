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
 * {@code type: db-idle-in-transaction}: sessions that opened a transaction and do nothing in it.
 * Each holds its locks, and keeps every vacuum from removing dead rows.
 */
public final class IdleInTransactionCheck implements CheckType {
  static final Metric IDLE =
      Metric.high("idle", Unit.SECONDS, "how long the longest has been idle")
          .warning(">5m")
          .critical(">1h")
          .main();
  static final Metric TRANSACTION =
      Metric.high("transaction", Unit.SECONDS, "how long ago the oldest of them began");
  static final Metric SESSIONS = Metric.neutral("sessions", Unit.COUNT, "how many there are");

  private static final Key<List<String>> EXCEPT =
      Key.optional("except", Kinds.list(Kinds.text()), "programs and users that may")
          .whenLeftOut(List.of());

  @Override
  public String type() {
    return "db-idle-in-transaction";
  }

  @Override
  public String title() {
    return "IDLE IN TRANSACTION";
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
    return Metrics.of(IDLE, TRANSACTION, SESSIONS);
  }

  @Override
  public Probe probe(Settings settings) {
    return new IdleInTransactionProbe(settings.get(EXCEPT));
  }
}

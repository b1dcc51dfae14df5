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
 * {@code type: db-replication}: how far replicas are behind, whether they are all there, and what
 * replication slots hold back. It asks a primary for its replicas, and a replica for itself.
 */
public final class ReplicationCheck implements CheckType {
  static final Metric LAG =
      Metric.high("lag", Unit.SECONDS, "how far a replica is behind")
          .warning(">1m")
          .critical(">10m")
          .main();
  static final Metric LAG_BYTES =
      Metric.high("lagBytes", Unit.BYTES, "what a replica has not replayed");
  static final Metric MISSING =
      Metric.high("missing", Unit.COUNT, "replicas that are not connected").critical(">0");
  static final Metric SLOT_BYTES =
      Metric.high("slotBytes", Unit.BYTES, "what a replication slot keeps from being removed")
          .warning(">10GiB");
  static final Metric LOST_SLOTS =
      Metric.high("lostSlots", Unit.COUNT, "slots whose replica can no longer catch up")
          .critical(">0");
  static final Metric REPLICAS =
      Metric.neutral("replicas", Unit.COUNT, "replicas that are connected");

  private static final Key<Long> EXPECTED =
      Key.optional(
          "replicas",
          Kinds.integer(0, 1000),
          "how many must be connected; left out: as many as two runs in a row saw in the last week");

  @Override
  public String type() {
    return "db-replication";
  }

  @Override
  public String title() {
    return "REPLICATION";
  }

  @Override
  public Class<? extends Session> asks() {
    return PostgresSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(EXPECTED);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(LAG, LAG_BYTES, MISSING, SLOT_BYTES, LOST_SLOTS, REPLICAS);
  }

  @Override
  public Probe probe(Settings settings) {
    return new ReplicationProbe(settings.find(EXPECTED));
  }
}

package io.gapwatch.agent.probe.cache;

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
import io.gapwatch.agent.source.redis.RedisSession;
import java.util.List;

/** {@code type: redis}: whether a cache answers, has room, keeps its data and its replicas. */
public final class RedisCheck implements CheckType {
  static final Metric REACHABLE =
      Metric.low("reachable", Unit.COUNT, "1 if it answers, 0 if nobody does").critical("<1");
  static final Metric ANSWER_TIME =
      Metric.high(
              "answerTime", Unit.SECONDS, "how long it takes to answer PING, the median of three")
          .warning(">100ms")
          .critical(">1s");
  static final Metric MEMORY =
      Metric.high(
              "memory",
              Unit.PERCENT,
              "memory used, as a share of maxmemory, if nothing is evicted to make room")
          .warning(">80%")
          .critical(">95%");
  static final Metric CLIENTS =
      Metric.high("clients", Unit.PERCENT, "connected clients, as a share of maxclients")
          .warning(">80%")
          .critical(">95%");
  static final Metric EVICTIONS =
      Metric.high("evictions", Unit.COUNT, "keys evicted in the last hour").warning(">1000");
  static final Metric REJECTED =
      Metric.high("rejected", Unit.COUNT, "connections rejected in the last hour").warning(">0");
  static final Metric UNSAVED =
      Metric.high("saveErrors", Unit.COUNT, "ways of saving whose last attempt failed")
          .critical(">0");
  static final Metric LINK_DOWN =
      Metric.high("linkDown", Unit.COUNT, "of a replica: 1 if it has lost its primary")
          .critical(">0");
  static final Metric LAG =
      Metric.high("lag", Unit.SECONDS, "how long primary and replica have not heard of each other")
          .warning(">60s")
          .critical(">5m");
  static final Metric MISSING_REPLICAS =
      Metric.high("missingReplicas", Unit.COUNT, "of a primary: replicas that are not connected")
          .warning(">0");

  /** The limit of the operators' health check. */
  static final Metric LENGTH =
      Metric.high("length", Unit.COUNT, "entries of a key that lists names").warning(">5000");

  static final Metric KEYS = Metric.high("keys", Unit.COUNT, "keys of the database");
  static final Metric USED = Metric.high("used", Unit.BYTES, "used memory");
  static final Metric EVICTED_TOTAL =
      Metric.neutral("evictedTotal", Unit.COUNT, "keys evicted since the server started");
  static final Metric REJECTED_TOTAL =
      Metric.neutral("rejectedTotal", Unit.COUNT, "connections rejected since the server started");

  private static final Key<List<String>> LISTS =
      Key.optional(
              "lists",
              Kinds.list(Kinds.text()),
              "keys whose length to measure, such as queues: lists, sets, streams and hashes")
          .whenLeftOut(List.of());
  private static final Key<Long> REPLICAS =
      Key.optional("replicas", Kinds.integer(0, 100), "how many replicas a primary must have")
          .withDefault("0");

  @Override
  public String type() {
    return "redis";
  }

  @Override
  public String title() {
    return "CACHE";
  }

  @Override
  public Class<? extends Session> asks() {
    return RedisSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(LISTS, REPLICAS);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(
        REACHABLE,
        ANSWER_TIME,
        MEMORY,
        CLIENTS,
        EVICTIONS,
        REJECTED,
        UNSAVED,
        LINK_DOWN,
        LAG,
        MISSING_REPLICAS,
        LENGTH,
        KEYS,
        USED,
        EVICTED_TOTAL,
        REJECTED_TOTAL);
  }

  @Override
  public Probe probe(Settings settings) {
    return new RedisProbe(
        settings.get(LISTS),
        settings.get(REPLICAS),
        new RedisProbe.Bounds(EVICTIONS.limits(settings), REJECTED.limits(settings)));
  }
}

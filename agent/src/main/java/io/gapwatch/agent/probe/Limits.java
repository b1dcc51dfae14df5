package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.Limit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The limits of one check, by metric. */
public record Limits(Map<String, Pair> byMetric) {
  /** No limits: nothing that is observed is ever wrong. */
  public static final Limits NONE = new Limits(Map.of());

  public Limits {
    byMetric = Map.copyOf(byMetric);
  }

  /** Where a metric becomes a warning, and where critical. */
  public record Pair(Optional<Limit> warning, Optional<Limit> critical) {}

  public Limits warning(String metric, Limit limit) {
    return with(metric, Optional.of(limit), of(metric).critical());
  }

  public Limits critical(String metric, Limit limit) {
    return with(metric, of(metric).warning(), Optional.of(limit));
  }

  /** The limits of a metric; none when it has none. */
  public Pair of(String metric) {
    return byMetric.getOrDefault(metric, new Pair(Optional.empty(), Optional.empty()));
  }

  private Limits with(String metric, Optional<Limit> warning, Optional<Limit> critical) {
    Map<String, Pair> all = new LinkedHashMap<>(byMetric);
    all.put(metric, new Pair(warning, critical));
    return new Limits(all);
  }
}

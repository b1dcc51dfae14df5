package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All numbers that a type of check measures, in the order in which they are shown. */
public record Metrics(List<Metric> all) {
  public Metrics {
    all = List.copyOf(all);
    if (all.stream().map(Metric::name).distinct().count() != all.size()
        || all.stream().filter(metric -> metric.role().main()).count() > 1) {
      throw new IllegalArgumentException("metrics of one name, or several main ones");
    }
  }

  public static Metrics of(Metric... all) {
    return new Metrics(Arrays.asList(all));
  }

  /** These keys, and those of the limits behind them. */
  Shape after(Shape keys) {
    Key<?>[] limits = all.stream().flatMap(metric -> metric.keys().stream()).toArray(Key<?>[]::new);
    return Shape.of(limits).after(keys);
  }

  /** The limits as configured, by the name of the metric. */
  public Map<String, Limits> limits(Settings settings) {
    Map<String, Limits> limits = new LinkedHashMap<>();
    all.forEach(metric -> limits.put(metric.name(), metric.limits(settings)));
    return limits;
  }
}

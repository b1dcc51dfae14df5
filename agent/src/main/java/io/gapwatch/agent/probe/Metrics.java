package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All metrics of a check type, in display order. */
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

  /** Those that a Prometheus is told. */
  public List<Metric> exported() {
    return all.stream().filter(metric -> !metric.role().memory()).toList();
  }

  /** These keys, followed by those of the limits. */
  public Shape after(Shape keys) {
    Key<?>[] limits = all.stream().flatMap(metric -> metric.keys().stream()).toArray(Key<?>[]::new);
    Shape plain = Shape.of(limits).after(keys);
    Shape shape =
        all.stream()
            .filter(metric -> metric.role().main())
            .findFirst()
            .map(main -> plain.with(main::brokenRule))
            .orElse(plain);
    return all.stream().anyMatch(metric -> metric.role().main()) ? shape : withHints(shape);
  }

  /** Without a main metric, limits in the check itself would not say what they limit. */
  private Shape withHints(Shape shape) {
    return all.stream()
        .filter(metric -> metric.defaults().areSet())
        .findFirst()
        .map(
            metric ->
                shape
                    .hint("warning", hint("warning", metric))
                    .hint("critical", hint("critical", metric))
                    .hint("clear", hint("clear", metric)))
        .orElse(shape);
  }

  private static String hint(String key, Metric metric) {
    return "this check has several metrics, each with limits of its own: %s: {%s: %s}"
        .formatted(metric.name(), key, metric.unit().sample());
  }

  /** The configured limits, by metric name. */
  public Map<String, Limits> limits(Settings settings) {
    Map<String, Limits> limits = new LinkedHashMap<>();
    all.forEach(metric -> limits.put(metric.name(), metric.limits(settings)));
    return limits;
  }
}

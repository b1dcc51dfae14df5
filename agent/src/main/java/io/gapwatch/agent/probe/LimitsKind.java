package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Limit;
import io.gapwatch.agent.config.schema.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limits of one metric of several: {@code {warning: 3GiB, critical: 4GiB}}, or {@code off}. */
record LimitsKind(Metric metric) implements Kind<Limits> {
  private static final int LONGEST_QUOTED = 30;

  @Override
  public Optional<Limits> read(Entry entry) {
    if (entry.node() instanceof Node.Mapping) {
      return metric.section().read(entry).map(metric::limitsIn);
    }
    if (!(entry.node() instanceof Node.Scalar)) {
      return entry.problem(rule(""));
    }
    return entry
        .text()
        .flatMap(
            text ->
                text.strip().equals(Limit.OFF.text())
                    ? Optional.of(Limits.OFF)
                    : entry.problem(rule(text)));
  }

  private String rule(String text) {
    String example =
        text.length() <= LONGEST_QUOTED
                && Limit.parse(text, metric.unit(), metric.direction().unsigned()).isPresent()
            ? text.strip()
            : metric.unit().sample();
    return "must be limits such as {warning: %s}, or off".formatted(example);
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("anyOf", List.of(Map.of("const", Limit.OFF.text()), metric.section().schema()));
    return schema;
  }
}

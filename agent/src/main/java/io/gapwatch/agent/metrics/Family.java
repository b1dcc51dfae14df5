package io.gapwatch.agent.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One gauge with all its samples.
 *
 * @param name as Prometheus names it, with its base unit
 * @param help what it is, in one line
 */
record Family(String name, String help, List<Sample> samples) {
  Family {
    samples = List.copyOf(samples);
  }

  /**
   * One number.
   *
   * @param labels in the order in which they are written; none is empty
   */
  record Sample(Map<String, String> labels, double value) {}

  /** Families under construction, in the order in which they were first named. */
  static final class Builder {
    private final Map<String, String> helps = new LinkedHashMap<>();
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    void add(Gauge gauge, Map<String, String> labels, double value) {
      helps.putIfAbsent(gauge.name(), gauge.help());
      samples
          .computeIfAbsent(gauge.name(), name -> new ArrayList<>())
          .add(new Sample(labels, value));
    }

    List<Family> build() {
      return helps.entrySet().stream()
          .map(
              entry ->
                  new Family(
                      entry.getKey(),
                      entry.getValue(),
                      samples.getOrDefault(entry.getKey(), List.of())))
          .toList();
    }
  }
}

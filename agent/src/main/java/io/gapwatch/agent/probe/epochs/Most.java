package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The most that runs have seen of a group in each period: rows that are deleted make no period a
 * lesser one. Only what is more than before is written down, so that the history stays small.
 *
 * @param seen by group and period, since the beginning of the window
 * @param room how many numbers this run may still write; those that follow write the others
 */
record Most(Metric metric, Map<String, TreeMap<Instant, Double>> seen, AtomicInteger room) {
  private static final int EACH_RUN = 1_000;

  static Most of(Metric metric, ProbeContext context, Instant from) {
    Map<String, TreeMap<Instant, Double>> seen = new HashMap<>();
    for (Map.Entry<String, Sample> one : context.newest(metric, from).entrySet()) {
      Subject subject = Subject.read(one.getKey());
      Instant period = Instant.ofEpochSecond(Long.parseLong(subject.parts().get(1)));
      if (!period.isBefore(from)) {
        seen.computeIfAbsent(subject.parts().get(0), any -> new TreeMap<>())
            .put(period, one.getValue().value());
      }
    }
    return new Most(metric, seen, new AtomicInteger(EACH_RUN));
  }

  /** What earlier runs saw of a group, oldest first. */
  TreeMap<Instant, Double> of(String group) {
    return new TreeMap<>(seen.getOrDefault(group, new TreeMap<>()));
  }

  /** Writes down what there is now, where it is more. */
  void see(Measured.Builder reading, String group, Map<Instant, Double> now) {
    Map<Instant, Double> before = of(group);
    now.forEach(
        (period, value) -> {
          if (value > before.getOrDefault(period, 0.0) && room.getAndDecrement() > 0) {
            reading.value(metric, Subject.of(group, period).text(), Math.round(value));
          }
        });
  }
}

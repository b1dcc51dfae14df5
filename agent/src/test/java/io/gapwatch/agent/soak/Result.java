package io.gapwatch.agent.soak;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How a soak went. */
record Result(
    Plan plan,
    Map<String, Integer> counts,
    List<Reckoning> reckonings,
    int endings,
    List<Sample> samples,
    List<String> faults,
    Duration took) {

  int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  int changes() {
    return reckonings.stream().mapToInt(Reckoning::changes).sum();
  }

  int refused() {
    return reckonings.stream().mapToInt(Reckoning::refused).sum();
  }

  int repeats() {
    return reckonings.stream().mapToInt(Reckoning::repeats).sum();
  }

  Sample last() {
    return samples.get(samples.size() - 1);
  }
}

package io.gapwatch.agent.bench;

import io.gapwatch.agent.bench.Stopwatch.Times;
import java.util.Map;
import java.util.Objects;

/** The table of workloads beside each other, with what each costs in terms of the first two. */
final class SideBySide {
  private SideBySide() {}

  /**
   * The table.
   *
   * @param one times with one thread; the first is the guide's, the second the bare scan
   * @param all times with all threads
   */
  static String table(Map<String, Times> one, Map<String, Times> all) {
    double[] references = one.values().stream().mapToDouble(Times::cpuMedian).limit(2).toArray();
    StringBuilder text =
        new StringBuilder("| | CPU ms, one thread: median (best) | less than the guide's |")
            .append(" more than the bare scan | wall ms, all threads: median (best) |\n")
            .append("|---|---:|---:|---:|---:|\n");
    one.forEach(
        (name, times) -> {
          Times wall = Objects.requireNonNull(all.get(name));
          text.append(
              "| %s | %.1f (%.1f) | %.1f× | %.2f× | %.1f (%.1f) |%n"
                  .formatted(
                      name,
                      times.cpuMedian(),
                      times.cpuBest(),
                      references[0] / times.cpuMedian(),
                      times.cpuMedian() / references[1],
                      wall.wallMedian(),
                      wall.wallBest()));
        });
    return text.toString();
  }

  /**
   * The rows of a table of pairs.
   *
   * @param one times with one thread; the first is what others are compared with
   * @param all times with all threads
   */
  static String rows(Map<String, Times> one, Map<String, Times> all) {
    double reference = one.values().iterator().next().cpuMedian();
    StringBuilder text = new StringBuilder();
    one.forEach(
        (name, times) -> {
          Times wall = Objects.requireNonNull(all.get(name));
          text.append(
              "| %s | %.1f (%.1f) | %.2f× | %.1f (%.1f) |%n"
                  .formatted(
                      name,
                      times.cpuMedian(),
                      times.cpuBest(),
                      times.cpuMedian() / reference,
                      wall.wallMedian(),
                      wall.wallBest()));
        });
    return text.toString();
  }
}

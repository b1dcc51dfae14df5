package io.gapwatch.agent.bench;

import io.gapwatch.agent.bench.ColdProcess.Cost;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Whole processes that take turns. */
record ColdRounds(PrintStream out, ColdProcess process) {
  /** What is done before each round. */
  interface Refresh {
    void run() throws Exception;
  }

  /** Alternating rounds after one that does not count. */
  Map<String, List<Cost>> measure(Refresh refresh, List<Contender> all, int rounds)
      throws Exception {
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      out.println("round " + round + " of " + rounds);
      refresh.run();
      for (Contender contender : all) {
        Cost cost = process.run(contender);
        List<Cost> kept = costs.computeIfAbsent(contender.name(), name -> new ArrayList<>());
        if (round > 0) {
          kept.add(cost);
        }
      }
    }
    return costs;
  }

  /**
   * A table in Markdown.
   *
   * @param first whose the figures of the first are, with which all are compared
   */
  static String table(Map<String, List<Cost>> costs, String first) {
    List<Cost> other = Objects.requireNonNull(costs.values().iterator().next());
    StringBuilder text =
        new StringBuilder("| | wall s: median (best) | CPU s: median (best) | peak memory MB |")
            .append(" of %s wall | of its CPU | of its memory |\n".formatted(first))
            .append("|---|---:|---:|---:|---:|---:|---:|\n");
    costs.forEach(
        (name, all) ->
            text.append(
                "| %s | %.2f (%.2f) | %.2f (%.2f) | %.0f | %.2f× | %.2f× | %.2f× |%n"
                    .formatted(
                        name,
                        median(all, Cost::wall),
                        best(all, Cost::wall),
                        median(all, Cost::cpu),
                        best(all, Cost::cpu),
                        median(all, Cost::peak),
                        median(all, Cost::wall) / median(other, Cost::wall),
                        median(all, Cost::cpu) / median(other, Cost::cpu),
                        median(all, Cost::peak) / median(other, Cost::peak))));
    return text.toString();
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    return costs.stream().mapToDouble(figure).sorted().skip(costs.size() / 2).findFirst().orElse(0);
  }

  private static double best(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    return costs.stream().mapToDouble(figure).min().orElse(0);
  }
}

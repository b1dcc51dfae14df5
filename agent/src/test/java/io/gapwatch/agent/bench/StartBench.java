package io.gapwatch.agent.bench;

import io.gapwatch.agent.bench.ColdProcess.Cost;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Cold starts, compared with the script of the OCI MotherDuck monitor's guide: {@code scripts/bench
 * start [--quick]}.
 */
final class StartBench {
  private static final int ROUNDS = 11;

  private final PrintStream out;
  private final ColdProcess process;

  private StartBench(PrintStream out, ColdProcess process) {
    this.out = out;
    this.process = process;
  }

  /**
   * Arguments: a folder to work in, the document, our launcher, Python with the script's packages,
   * the folder of the scripts, a line that tells versions, and {@code --quick} or nothing.
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path folder = Path.of(args[0]).toAbsolutePath();
    Path gapwatch = Path.of(args[2]);
    Path python = Path.of(args[3]);
    Path scripts = Path.of(args[4]);
    boolean quick = List.of(args).contains("--quick");
    try (StartStage stage = new StartStage(folder)) {
      ColdProcess process = new ColdProcess(python, scripts.resolve("measure.py"), folder);
      StartBench bench = new StartBench(System.out, process);
      List<Contender> all = stage.contenders(gapwatch, python, scripts.resolve("guide_monitor.py"));
      String text =
          Machine.describe(args[5]) + "\n\n" + table(bench.measure(stage, all, quick ? 3 : ROUNDS));
      bench.out.println(text);
      if (!quick) {
        new Document(Path.of(args[1])).replace("start", text);
      }
    }
  }

  /** Alternating rounds after one that does not count. */
  private Map<String, List<Cost>> measure(StartStage stage, List<Contender> all, int rounds)
      throws Exception {
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      out.println("round " + round + " of " + rounds);
      stage.refresh();
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

  private static String table(Map<String, List<Cost>> costs) {
    List<Cost> script = Objects.requireNonNull(costs.values().iterator().next());
    StringBuilder text =
        new StringBuilder("| | wall s: median (best) | CPU s: median (best) | peak memory MB |")
            .append(" of the script's wall | of its CPU | of its memory |\n")
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
                        median(all, Cost::wall) / median(script, Cost::wall),
                        median(all, Cost::cpu) / median(script, Cost::cpu),
                        median(all, Cost::peak) / median(script, Cost::peak))));
    return text.toString();
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    return costs.stream().mapToDouble(figure).sorted().skip(costs.size() / 2).findFirst().orElse(0);
  }

  private static double best(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    return costs.stream().mapToDouble(figure).min().orElse(0);
  }
}

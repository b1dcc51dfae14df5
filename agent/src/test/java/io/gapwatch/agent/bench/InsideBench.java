package io.gapwatch.agent.bench;

import io.gapwatch.agent.bench.ColdProcess.Cost;
import io.gapwatch.agent.bench.InsideStage.Asked;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * A run of all database checks, compared with check_postgres: {@code scripts/bench inside
 * [--quick]}.
 */
final class InsideBench {
  private static final int ROUNDS = 7;

  private final PrintStream out;
  private final ColdProcess process;
  private final InsideStage stage;

  private InsideBench(PrintStream out, ColdProcess process, InsideStage stage) {
    this.out = out;
    this.process = process;
    this.stage = stage;
  }

  /** What one run took here and on the server. */
  private record Taken(Cost cost, Asked asked) {
    double wall() {
      return cost.wall();
    }

    double cpu() {
      return cost.cpu();
    }

    double peak() {
      return cost.peak();
    }

    double connections() {
      return asked.connections();
    }

    double statements() {
      return asked.statements();
    }

    double rows() {
      return asked.rows();
    }
  }

  /**
   * Arguments: a folder to work in, the document, our launcher, Python, the folder of the scripts,
   * the version of check_postgres, and {@code --quick} or nothing.
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path folder = Path.of(args[0]).toAbsolutePath();
    Path gapwatch = Path.of(args[2]);
    ColdProcess process =
        new ColdProcess(Path.of(args[3]), Path.of(args[4]).resolve("measure.py"), folder);
    boolean quick = List.of(args).contains("--quick");
    try (InsideStage stage = new InsideStage(folder)) {
      InsideBench bench = new InsideBench(System.out, process, stage);
      // What it knows from a second run on is not unknown then.
      for (Contender ours :
          List.of(stage.gapwatch(gapwatch), stage.many(gapwatch), stage.slow(gapwatch))) {
        first(ours, folder);
      }
      Map<String, List<Taken>> taken =
          bench.measure(
              List.of(
                  stage.checkPostgres(),
                  stage.gapwatch(gapwatch),
                  stage.slow(gapwatch),
                  stage.many(gapwatch)),
              quick ? 2 : ROUNDS);
      String text = Machine.describe(args[5]) + "\n\n" + table(taken);
      bench.out.println(text);
      if (!quick) {
        new Document(Path.of(args[1])).replace("inside", text);
      }
    }
  }

  private static void first(Contender ours, Path folder) throws IOException, InterruptedException {
    new ProcessBuilder(ours.command())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("first.txt").toFile())
        .start()
        .waitFor();
  }

  /** Alternating rounds after one that does not count. */
  private Map<String, List<Taken>> measure(List<Contender> all, int rounds)
      throws IOException, InterruptedException, SQLException {
    Map<String, List<Taken>> taken = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      out.println("round " + round + " of " + rounds);
      for (Contender contender : all) {
        Asked before = stage.asked();
        Cost cost = process.run(contender);
        // A server process tells its figures when it ends, a moment after its client.
        TimeUnit.SECONDS.sleep(1);
        Asked after = stage.asked();
        List<Taken> kept = taken.computeIfAbsent(contender.name(), name -> new ArrayList<>());
        if (round > 0) {
          kept.add(new Taken(cost, after.since(before)));
        }
      }
    }
    return taken;
  }

  private static String table(Map<String, List<Taken>> taken) {
    List<Taken> other = Objects.requireNonNull(taken.values().iterator().next());
    StringBuilder text =
        new StringBuilder(
            """
            | | wall s: median (best) | CPU s: median (best) | peak memory MB | connections | statements | rows read | of its CPU | of its connections |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            """);
    taken.forEach(
        (name, all) ->
            text.append(
                "| %s | %.2f (%.2f) | %.2f (%.2f) | %.0f | %.0f | %.0f | %,.0f | %.2f× | %.2f× |%n"
                    .formatted(
                        name,
                        median(all, Taken::wall),
                        best(all, Taken::wall),
                        median(all, Taken::cpu),
                        best(all, Taken::cpu),
                        median(all, Taken::peak),
                        median(all, Taken::connections),
                        median(all, Taken::statements),
                        median(all, Taken::rows),
                        median(all, Taken::cpu) / median(other, Taken::cpu),
                        median(all, Taken::connections) / median(other, Taken::connections))));
    return text.toString();
  }

  private static double median(List<Taken> taken, ToDoubleFunction<Taken> figure) {
    return taken.stream().mapToDouble(figure).sorted().skip(taken.size() / 2).findFirst().orElse(0);
  }

  private static double best(List<Taken> taken, ToDoubleFunction<Taken> figure) {
    return taken.stream().mapToDouble(figure).min().orElse(0);
  }
}

package io.gapwatch.agent.soak;

import io.gapwatch.agent.bench.Document;
import io.gapwatch.agent.bench.Machine;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Months in minutes: {@code scripts/bench soak [--days 90] [--seed 1] [--trace FILE]}. */
final class SoakBench {
  /** Both zones put their clocks forward in the first season, and back in the second. */
  private static final List<Instant> SEASONS =
      List.of(Instant.parse("2026-02-15T00:00:00Z"), Instant.parse("2026-09-15T00:00:00Z"));

  private static final int FULL = 90;

  private SoakBench() {}

  /**
   * Arguments: a folder, the document, then options. Only a soak of 90 days or more is written to
   * the document.
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    PrintStream out = System.out;
    int days = option(args, "--days", FULL);
    int seed = option(args, "--seed", 1);
    Path folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    StringBuilder text = new StringBuilder(Machine.describe("seed " + seed)).append("\n\n");
    boolean well = true;
    int at = List.of(args).indexOf("--trace");
    PrintWriter trace =
        at < 0
            ? new PrintWriter(Writer.nullWriter())
            : new PrintWriter(Files.newBufferedWriter(Path.of(args[at + 1])), true);
    for (Instant start : SEASONS) {
      out.println(days + " days from " + start);
      Plan plan = Dice.plan(seed, start, days, Station.JOBS);
      Result result =
          new Soak(Files.createTempDirectory(folder, "soak"), plan, trace::println).run();
      result.faults().forEach(out::println);
      well &= result.faults().isEmpty();
      text.append(new Figures(result).text()).append('\n');
    }
    out.println(text);
    if (days >= FULL && well) {
      new Document(Path.of(args[1])).replace("soak", text.toString().strip() + "\n");
    }
    System.exit(well ? 0 : 1);
  }

  private static int option(String[] args, String name, int otherwise) {
    int at = List.of(args).indexOf(name);
    return at < 0 ? otherwise : Integer.parseInt(args[at + 1]);
  }
}

package io.gapwatch.agent.bench;

import static io.gapwatch.agent.bench.BlockFile.Lie.BACK_FILLED;
import static io.gapwatch.agent.bench.BlockFile.Lie.SHUFFLED;
import static io.gapwatch.agent.bench.BlockFile.Lie.SORTED;

import io.gapwatch.agent.probe.ProbeContext.Past;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the checks of gaps and staleness cost: {@code scripts/bench gaps [--quick]}. */
final class GapBench {
  private static final int ROUNDS = 9;

  private final PrintStream out;
  private final Path folder;

  private GapBench(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  /** Arguments: the folder for files of blocks, the document, and {@code --quick} or nothing. */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    GapBench bench = new GapBench(System.out, Path.of(args[0]).toAbsolutePath());
    boolean quick = List.of(args).contains("--quick");
    String sideBySide = bench.sideBySide(quick ? 3 : ROUNDS);
    bench.out.println(sideBySide);
    String shapes = bench.shapes(quick ? 3 : ROUNDS);
    bench.out.println(shapes);
    if (quick) {
      return;
    }
    String cold = bench.cold();
    bench.out.println(cold);
    Document document = new Document(Path.of(args[1]));
    document.replace("gaps", sideBySide);
    document.replace("shapes", shapes);
    document.replace("growth", cold);
  }

  /** Our checks compared with the guide's queries and a bare scan, on one file in one run. */
  private String sideBySide(int rounds) throws IOException, SQLException {
    BlockFile file = BlockFile.years(1, SORTED);
    Grown grown = grow(file);
    StringBuilder text = new StringBuilder();
    try (Shipped shipped = Shipped.open(file, grown.database(), 1, Shipped.PLENTY)) {
      text.append(Machine.describe(shipped.session().answeredBy().replaceAll(",.*", "")))
          .append("\n\n");
    }
    out.println("measuring " + file.name() + " with one thread");
    Map<String, Stopwatch.Times> cpu = measure(file, grown, 1, rounds);
    out.println("measuring " + file.name() + " with all threads");
    Map<String, Stopwatch.Times> wall = measure(file, grown, Machine.cores(), rounds);
    text.append(SideBySide.table(cpu, wall));
    return text.toString();
  }

  private Map<String, Stopwatch.Times> measure(BlockFile file, Grown grown, int threads, int rounds)
      throws IOException {
    try (Shipped shipped = Shipped.open(file, grown.database(), threads, Shipped.PLENTY)) {
      Plain plain = new Plain(shipped.session(), file);
      return new Stopwatch(rounds)
          .measure(
              List.of(
                  plain.guide(),
                  plain.bareScan(),
                  plain.statistics(),
                  shipped.all(),
                  shipped.news(grown.past())));
    }
  }

  /** Tables of other kinds, each beside a plain query. */
  private String shapes(int rounds) throws IOException, SQLException {
    StringBuilder text =
        new StringBuilder("| | CPU ms, one thread: median (best) | of the plain query |")
            .append(" wall ms, all threads: median (best) |\n|---|---:|---:|---:|\n");
    for (Shape shape : List.of(Shape.groups(), Shape.hours())) {
      out.println("measuring " + shape.name());
      text.append(
          SideBySide.rows(measure(shape, 1, rounds), measure(shape, Machine.cores(), rounds)));
    }
    return text.toString();
  }

  private Map<String, Stopwatch.Times> measure(Shape shape, int threads, int rounds)
      throws IOException, SQLException {
    try (Shipped shipped = shape.in(folder, threads)) {
      return new Stopwatch(rounds).measure(shape.workloads(shipped));
    }
  }

  /** A file to which 3 hours were appended, and what a run before that left. */
  private record Grown(Path database, Past past) {}

  private Grown grow(BlockFile file) throws IOException, SQLException {
    BlockFile before = file.threeHoursAgo();
    Path database = folder.resolve("grown.duckdb");
    Files.copy(make(before), database, StandardCopyOption.REPLACE_EXISTING);
    Past past;
    try (Shipped shipped = Shipped.open(before, database, 1, Shipped.LITTLE)) {
      past = shipped.left();
    }
    file.append(database);
    return new Grown(database, past);
  }

  /** Whole processes over files of different sizes and orders. */
  private String cold() throws IOException, SQLException, InterruptedException {
    StringBuilder text =
        new StringBuilder("| file | rows | warm: CPU ms | ns per row |")
            .append(" new process: wall s | CPU s | peak memory MB |\n")
            .append("|---|---:|---:|---:|---:|---:|---:|\n");
    for (BlockFile file :
        List.of(
            BlockFile.years(1, SORTED),
            BlockFile.years(10, SORTED),
            BlockFile.hundredMillion(),
            BlockFile.billion(),
            BlockFile.years(10, BACK_FILLED),
            BlockFile.years(1, SHUFFLED),
            BlockFile.years(10, SHUFFLED))) {
      text.append(cold(file));
    }
    return text.toString();
  }

  private String cold(BlockFile file) throws IOException, SQLException, InterruptedException {
    Path database = make(file);
    out.println("checking " + file.name() + " in a process of its own");
    ColdCheck.run(file, database);
    ColdCheck.Cost cost = ColdCheck.run(file, database);
    double rows = file.window().dividedBy(Duration.ofSeconds(file.slotSeconds())) * 0.997;
    double warm = warm(file, database);
    return "| %s | %.1f M | %.0f | %.1f | %.2f | %.2f | %d |%n"
        .formatted(
            file.name(),
            rows / 1e6,
            warm,
            warm * 1e6 / rows,
            cost.wall().toMillis() / 1e3,
            cost.cpu().toMillis() / 1e3,
            cost.peakKilobytes() / 1000);
  }

  /** Milliseconds of CPU in a process that has run before. */
  private static double warm(BlockFile file, Path database) throws IOException {
    try (Shipped shipped = Shipped.open(file, database, 1, Shipped.LITTLE)) {
      Workload all = shipped.all();
      return Objects.requireNonNull(new Stopwatch(3).measure(List.of(all)).get(all.name()))
          .cpuMedian();
    }
  }

  private Path make(BlockFile file) throws IOException, SQLException {
    out.println("blocks: " + file.name());
    return Objects.requireNonNull(file.in(folder));
  }
}

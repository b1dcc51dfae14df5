package io.gapwatch.agent.faults;

import io.gapwatch.agent.bench.Document;
import io.gapwatch.agent.bench.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The table of runs in which one part fails: {@code scripts/bench faults}. */
final class FaultBench {
  /** Short, so that the whole takes a few minutes, and enough to tell people on a busy machine. */
  private static final FaultRun.Time TIME =
      new FaultRun.Time(Duration.ofSeconds(3), Duration.ofSeconds(6));

  private FaultBench() {}

  /** Arguments: a folder, and the document. */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    StringBuilder table =
        new StringBuilder(
            "%s\n\nDeadline %d s, margin %d s.\n\n"
                .formatted(
                    Machine.describe("all runs in one process, after one that warmed it up"),
                    TIME.deadline().toSeconds(),
                    TIME.margin().toSeconds()));
    table.append(
        "| what fails | wall time | exit code | the switch hears | messages on the phone |\n");
    table.append("|---|--:|--:|---|--:|\n");
    FaultRun.of(
        Fault.NONE,
        Files.createTempDirectory(folder, "warm"),
        new FaultRun.Time(Duration.ofMinutes(5), Duration.ofMinutes(1)));
    Duration most = TIME.deadline().plus(TIME.margin());
    boolean well = true;
    for (Fault fault : Fault.values()) {
      FaultRun.Outcome outcome =
          FaultRun.of(fault, Files.createTempDirectory(folder, "fault"), TIME);
      String row = row(fault, outcome);
      System.out.println(row);
      table.append(row).append('\n');
      well &= outcome.wall().compareTo(most) <= 0;
    }
    if (well) {
      new Document(Path.of(args[1])).replace("faults", table.toString());
    } else {
      System.out.println("a run took longer than its deadline and margin; nothing was written");
    }
    System.exit(well ? 0 : 1);
  }

  private static String row(Fault fault, FaultRun.Outcome outcome) {
    return "| %s | %.1f s | %d | %s | %d |"
        .formatted(
            fault.words,
            outcome.wall().toMillis() / 1000.0,
            outcome.exitCode(),
            outcome.pings().isEmpty() ? "nothing" : String.join(", ", outcome.pings()),
            outcome.messages());
  }
}

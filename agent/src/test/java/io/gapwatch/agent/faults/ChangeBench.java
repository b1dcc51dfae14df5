package io.gapwatch.agent.faults;

import io.gapwatch.agent.bench.Document;
import io.gapwatch.agent.demo.PushoverServer.Arrived;
import io.gapwatch.agent.finding.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of what becomes of missing rows, and what is told: {@code scripts/bench faults}. */
final class ChangeBench {
  private ChangeBench() {}

  /** Arguments: a folder, and the document. */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    StringBuilder table =
        new StringBuilder(
            "| what happens next | three runs later | the switch hears | the phone hears |\n");
    table.append("|---|---|---|---|\n");
    for (Change change : Change.values()) {
      String row = row(change, ChangeRun.of(change, Files.createTempDirectory(folder, "change")));
      System.out.println(row);
      table.append(row).append('\n');
    }
    new Document(Path.of(args[1])).replace("changes", table.toString());
    System.exit(0);
  }

  private static String row(Change change, ChangeRun.Outcome outcome) {
    return "| %s | %s | %s | %s |"
        .formatted(
            change.words,
            outcome.verdicts().stream().map(Status::word).collect(Collectors.joining(", ")),
            String.join(", ", outcome.pings()),
            outcome.messages().isEmpty()
                ? "nothing new"
                : outcome.messages().stream()
                    .map(Arrived::title)
                    .collect(Collectors.joining(", ")));
  }
}

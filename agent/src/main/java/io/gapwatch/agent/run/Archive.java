package io.gapwatch.agent.run;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.PrivateFolder;
import io.gapwatch.agent.report.Summary;
import io.gapwatch.agent.report.SummaryPrinter;
import io.gapwatch.agent.upkeep.Ageing;
import io.gapwatch.agent.upkeep.StaleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The summaries of the past, in {@code reports/} of the state folder. */
record Archive(Path state) {
  private static final Duration KEPT = Duration.ofDays(400);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Keeps it as page and as Markdown, and deletes old ones; returns what could not be done. */
  List<String> keep(Summary summary, Ageing ageing) {
    Path folder = state.resolve("reports");
    String name = summary.name() + "-" + STAMP.format(summary.to());
    List<String> problems = new ArrayList<>();
    try {
      PrivateFolder.create(folder);
      write(folder.resolve(name + ".html"), SummaryPrinter.html(summary));
      write(folder.resolve(name + ".md"), SummaryPrinter.markdown(summary));
    } catch (IOException e) {
      problems.add("could not keep the report in %s: %s".formatted(folder, FileTrouble.inWords(e)));
    }
    problems.addAll(
        new StaleFiles(folder, "regex:.+-\\d{4}-\\d\\d-\\d\\dT\\d{4}\\.(html|md)", KEPT)
            .sweep(summary.to(), ageing)
            .problems());
    return problems;
  }

  private static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    PrivateFolder.createFile(file);
    Files.writeString(file, text);
  }
}

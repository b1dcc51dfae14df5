package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.PrivateFolder;
import io.gapwatch.agent.upkeep.Ageing;
import io.gapwatch.agent.upkeep.StaleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run's report as a file of its own, named as the overnight standing orders name theirs: {@code
 * monitor_2026-11-21_00-07-00.log}, in UTC. Trouble with it never fails a run.
 *
 * @param keep how long a file is kept
 */
record ReportFile(Path folder, Duration keep) {
  private static final String NAMES = "glob:monitor_????-??-??_??-??-??.log";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'monitor_'yyyy-MM-dd'_'HH-mm-ss'.log'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** That of a job; empty if its runs leave none. */
  static Optional<ReportFile> of(Config config, JobConfig job) {
    return job.reports().map(to -> new ReportFile(config.resolve(to.to()), to.keep()));
  }

  /**
   * Writes the file.
   *
   * @return what could not be done, and why
   */
  List<String> write(Instant at, String report) {
    List<String> problems = new ArrayList<>();
    Path file = folder.resolve(NAME.format(at));
    try {
      PrivateFolder.create(folder);
      // Never through a link that somebody put there.
      Files.deleteIfExists(file);
      PrivateFolder.createFile(file);
      Files.writeString(file, report);
    } catch (IOException e) {
      problems.add("the report was not written to %s: %s".formatted(file, FileTrouble.inWords(e)));
    }
    return problems;
  }

  /**
   * Deletes old files.
   *
   * @return what could not be done, and why
   */
  List<String> prune(Instant now, Ageing ageing) {
    return new StaleFiles(folder, NAMES, keep).sweep(now, ageing).problems();
  }
}

package io.gapwatch.agent.run;

import io.gapwatch.agent.upkeep.Ageing;
import io.gapwatch.agent.upkeep.StaleFiles;
import io.gapwatch.agent.upkeep.StaleFiles.Swept;
import io.gapwatch.agent.upkeep.StaleScratch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Deletes old files that the agent itself leaves behind. */
final class Housekeeping {
  /** 48 hours, as in the OCI MotherDuck monitor's guide. */
  private static final Duration LOGS = Duration.ofDays(2);

  /** A run takes minutes; nothing a day old belongs to one. */
  private static final Duration LEFTOVERS = Duration.ofDays(1);

  /**
   * Logs as named in the crontab, and as renamed by logrotate(8): with a number, a date or epoch
   * seconds, compressed or not.
   */
  private static final String LOG_NAMES =
      "regex:.+\\.log(\\.\\d{1,3}|[.-]\\d{8}|-\\d{10})?(\\.(gz|bz2|xz|zst))?";

  /** As named by {@code DuckDbType}: by process id. */
  private static final String SCRATCH = "gapwatch-[0-9]*-[0-9a-f]*";

  private final StaleFiles logs;
  private final List<StaleFiles> files;
  private final List<StaleScratch> scratch;

  /**
   * @param temporary where drivers unpack their native libraries, which a killed run leaves behind
   */
  Housekeeping(Path state, Path temporary) {
    logs = new StaleFiles(state.resolve("logs"), LOG_NAMES, LOGS);
    files =
        List.of(
            new StaleFiles(temporary, "glob:libduckdb_java*", LEFTOVERS),
            new StaleFiles(temporary, "glob:sqlite-*-*sqlitejdbc.*", LEFTOVERS));
    scratch =
        List.of(
            new StaleScratch(temporary, SCRATCH, LEFTOVERS),
            new StaleScratch(state.resolve("duckdb"), "tmp-[0-9]*", LEFTOVERS));
  }

  static Housekeeping of(Path state) {
    return new Housekeeping(state, Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  /**
   * Deletes what is old at this time, and returns what could not be deleted.
   *
   * @param ageing of what somebody may still want to read
   */
  List<String> sweep(Instant now, Ageing ageing) {
    return Stream.of(
            Stream.of(logs.sweep(now, ageing)),
            files.stream().map(one -> one.sweep(now)),
            scratch.stream().map(one -> one.sweep(now)))
        .flatMap(swept -> swept)
        .map(Swept::problems)
        .flatMap(List::stream)
        .toList();
  }
}

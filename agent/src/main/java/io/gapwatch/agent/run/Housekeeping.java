package io.gapwatch.agent.run;

import io.gapwatch.agent.upkeep.StaleFiles;
import io.gapwatch.agent.upkeep.StaleFiles.Swept;
import io.gapwatch.agent.upkeep.StaleScratch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Old files that the agent itself leaves behind. */
final class Housekeeping {
  /** 48 hours, as long as the operators keep their logs. */
  private static final Duration LOGS = Duration.ofDays(2);

  /** A run takes minutes; what is a day old belongs to none. */
  private static final Duration LEFTOVERS = Duration.ofDays(1);

  /**
   * Logs as the crontab's lines name them, and what logrotate(8) makes of one: with a number, a
   * date or its seconds since 1970, packed or not.
   */
  private static final String LOG_NAMES =
      "regex:.+\\.log(\\.\\d{1,3}|[.-]\\d{8}|-\\d{10})?(\\.(gz|bz2|xz|zst))?";

  /** As {@code DuckDbType} names them: by process. */
  private static final String SCRATCH = "gapwatch-[0-9]*-[0-9a-f]*";

  private final List<StaleFiles> files;
  private final List<StaleScratch> scratch;

  /**
   * @param temporary where drivers unpack their native libraries; a killed run leaves them
   */
  Housekeeping(Path state, Path temporary) {
    files =
        List.of(
            new StaleFiles(state.resolve("logs"), LOG_NAMES, LOGS),
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

  /** Deletes what is old at this time, and says what could not be deleted. */
  List<String> sweep(Instant now) {
    return Stream.concat(
            files.stream().map(one -> one.sweep(now)), scratch.stream().map(one -> one.sweep(now)))
        .map(Swept::problems)
        .flatMap(List::stream)
        .toList();
  }
}

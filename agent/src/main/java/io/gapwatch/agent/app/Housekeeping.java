package io.gapwatch.agent.app;

import io.gapwatch.agent.upkeep.StaleFiles;
import io.gapwatch.agent.upkeep.StaleFiles.Swept;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Old files that the agent itself leaves behind. */
final class Housekeeping {
  /** 48 hours, as long as the operators keep their logs. */
  private static final Duration LOGS = Duration.ofDays(2);

  /** A run takes minutes; what is a day old belongs to none. */
  private static final Duration LEFTOVERS = Duration.ofDays(1);

  private final List<StaleFiles> all;

  /**
   * @param temporary where drivers unpack their native libraries; a killed run leaves them
   */
  Housekeeping(Path state, Path temporary) {
    all =
        List.of(
            new StaleFiles(state.resolve("logs"), "*.log", LOGS),
            new StaleFiles(state.resolve("duckdb").resolve("tmp"), "duckdb_temp_*", LEFTOVERS),
            new StaleFiles(temporary, "libduckdb_java*", LEFTOVERS),
            new StaleFiles(temporary, "sqlite-*-*sqlitejdbc.*", LEFTOVERS));
  }

  static Housekeeping of(Path state) {
    return new Housekeeping(state, Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  /** Deletes what is old at this time, and says what could not be deleted. */
  List<String> sweep(Instant now) {
    return all.stream()
        .map(files -> files.sweep(now))
        .map(Swept::problems)
        .flatMap(List::stream)
        .toList();
  }
}

package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.history.History;
import java.util.List;
import java.util.Objects;

/**
 * Loads a run's drivers and what its history needs in the background, while it fetches secrets:
 * DuckDB's alone takes a tenth of the start-up time.
 */
final class Drivers {
  private Drivers() {}

  static void load(Config config, List<CheckConfig> checks, Types types) {
    List<Tagged> needed =
        checks.stream()
            .map(CheckConfig::source)
            .distinct()
            .map(source -> Objects.requireNonNull(config.sources().get(source)))
            .toList();
    start(
        new Thread(
            () -> needed.forEach(source -> types.source(source).loadDriver(source.settings())),
            "drivers"));
    start(new Thread(History::load, "history"));
  }

  /** Where no thread can be had, each is loaded when it is needed. */
  static void start(Thread thread) {
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError noThread) {
      return;
    }
  }
}

package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.Tagged;
import java.util.List;
import java.util.Objects;

/**
 * Loads a run's drivers in the background, while it fetches secrets and opens its history: DuckDB's
 * alone takes a tenth of the start-up time.
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
    Thread thread =
        new Thread(
            () -> needed.forEach(source -> types.source(source).loadDriver(source.settings())),
            "drivers");
    thread.setDaemon(true);
    thread.start();
  }
}

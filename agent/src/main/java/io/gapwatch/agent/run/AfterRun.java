package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import java.time.Instant;
import java.util.List;

/** What is done once a run is over and everybody has been told, such as writing the metrics. */
@FunctionalInterface
public interface AfterRun {
  AfterRun NOTHING = (config, now) -> List.of();

  /**
   * Does it.
   *
   * @param now the run's single clock reading
   * @return what went wrong, in words; it changes nothing about the run
   */
  List<String> write(Config config, Instant now);
}

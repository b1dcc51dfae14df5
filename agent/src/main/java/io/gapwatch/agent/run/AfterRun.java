package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.finding.CheckResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is done once a run is over and everybody has been told, such as writing the metrics. */
@FunctionalInterface
public interface AfterRun {
  /** What {@link #standing} is about. */
  String PAGE = "status-page";

  AfterRun NOTHING = (config, secrets, now, most) -> List.of();

  /**
   * Does it.
   *
   * @param secrets looks up a secret by name
   * @param now the run's single clock reading
   * @param most how long it may take, for a run ends by its deadline and margin
   * @return what went wrong, in words; it changes nothing about the run
   */
  List<String> write(Config config, Function<String, Secret> secrets, Instant now, Duration most);

  /** The agent's own result of what earlier runs could not do afterwards; empty if all is well. */
  default Optional<CheckResult> standing(Config config, Instant now) {
    return Optional.empty();
  }
}

package io.gapwatch.agent.config;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The environment of the process.
 *
 * @param variables the environment variables
 * @param clock read once per run
 * @param folder the working directory
 */
public record Environment(Map<String, String> variables, Clock clock, Path folder) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  @Override
  public String toString() {
    return "Environment[" + folder + "]";
  }
}

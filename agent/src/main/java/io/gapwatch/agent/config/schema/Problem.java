package io.gapwatch.agent.config.schema;

/**
 * One thing that is wrong with a configuration file.
 *
 * @param key the full path of the setting: {@code jobs.chain.checks[0].table}
 * @param rule what is required
 * @param found what was found instead; {@code <secret>} if it may be one
 */
public record Problem(Location location, String key, String rule, String found) {
  public Problem {
    key = key.isEmpty() ? "(file)" : key;
  }

  @Override
  public String toString() {
    return location + ": " + key + ": " + rule + (found.isEmpty() ? "" : " (found: " + found + ")");
  }
}

package io.gapwatch.agent.init;

import java.util.List;
import java.util.stream.Collectors;

/** Values as they stand in the configuration. */
final class Yaml {
  private Yaml() {}

  /** Quoted where YAML, or the references of the configuration, would read it otherwise. */
  static String text(String value) {
    boolean plain =
        value.matches("[A-Za-z_][A-Za-z0-9_./-]*")
            && !value.matches("(?i)true|false|null|yes|no|on|off|y|n");
    return plain
        ? value
        : '"' + value.replace("$", "$$").replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static String list(List<String> values) {
    return values.stream().map(Yaml::text).collect(Collectors.joining(", ", "[", "]"));
  }
}

package io.gapwatch.agent.init;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as they stand in the configuration. */
final class Yaml {
  private static final Pattern UNPRINTED =
      Pattern.compile("[\\p{Cc}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]");

  private Yaml() {}

  /** Quoted where YAML, or the references of the configuration, would read it otherwise. */
  static String text(String value) {
    boolean plain =
        value.matches("[A-Za-z_][A-Za-z0-9_./-]*")
            && !value.matches("(?i)true|false|null|yes|no|on|off|y|n");
    return plain
        ? value
        : '"' + escaped(value.replace("$", "$$").replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }

  /**
   * YAML folds the end of a line, and knows no control characters; what turns the direction of text
   * would show people another file than is read.
   */
  private static String escaped(String value) {
    return UNPRINTED
        .matcher(value)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  static String list(List<String> values) {
    return values.stream().map(Yaml::text).collect(Collectors.joining(", ", "[", "]"));
  }
}

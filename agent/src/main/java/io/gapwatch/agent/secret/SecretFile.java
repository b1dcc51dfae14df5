package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.GapwatchException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of an env-style file as a shell would read plain assignments: {@code NAME=value},
 * {@code export NAME=value}, comments, single and double quotes. Nothing is expanded, so {@code $}
 * stays a dollar. A line that cannot be read is named by its number and never shown.
 */
final class SecretFile {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");
  private static final Pattern SINGLE_QUOTED = Pattern.compile("'([^']*)'\\s*(?:\\s#.*)?");
  // Possessive: otherwise each letter takes a piece of the stack.
  private static final Pattern DOUBLE_QUOTED =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*(?:\\s#.*)?");
  private static final Pattern PLAIN = Pattern.compile("([^\\s'\"]*)\\s*(?:\\s#.*)?");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([\"\\\\$`])");

  private SecretFile() {}

  /**
   * The values by name; of a repeated name the last value counts.
   *
   * @throws GapwatchException when a line is malformed
   */
  static Map<String, String> parse(List<String> lines) {
    Map<String, String> values = new HashMap<>();
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index);
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        add(values, line, index + 1);
      }
    }
    return Map.copyOf(values);
  }

  private static void add(Map<String, String> values, String line, int number) {
    Matcher assignment = LINE.matcher(line);
    if (!assignment.matches()) {
      throw malformed(number, "it is not NAME=value");
    }
    values.put(assignment.group(1), value(assignment.group(2), number));
  }

  private static String value(String text, int number) {
    if (text.startsWith("'")) {
      return body(SINGLE_QUOTED, text, number);
    }
    if (text.startsWith("\"")) {
      return ESCAPE.matcher(body(DOUBLE_QUOTED, text, number)).replaceAll("$1");
    }
    return body(PLAIN, text, number);
  }

  private static String body(Pattern form, String text, int number) {
    Matcher value = form.matcher(text);
    if (!value.matches()) {
      throw malformed(number, "its quotes do not pair, or text follows the value");
    }
    return value.group(1);
  }

  private static GapwatchException malformed(int number, String reason) {
    return new GapwatchException(
        "line " + number + " cannot be read: " + reason + "; write NAME='value'");
  }
}

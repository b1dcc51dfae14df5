package io.gapwatch.infra.release;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which lines of a text set a secret: an editor's copy of a configuration, a script, or what was
 * commented out and is as good as before. Nothing of a value is repeated.
 */
final class SecretLines {
  private static final String NAME =
      "(?:token|password|passwd|passphrase|secret|api[_-]?key|credential)s?";

  /** No reference, no place-holder, no path; of eight letters or more, or with a digit. */
  private static final String VALUE =
      "(?=[^\\s\"'#,;}]*\\d|[^\\s\"'#,;}]{8})(?![$<{*/~.]|true\\b|false\\b|null\\b)[^\\s\"'#,;}]{4,}";

  /** {@code TOKEN=…}, {@code "password": "…"}, {@code export API_KEY='…'}, {@code #token: …}. */
  private static final Pattern SETS =
      Pattern.compile(
          "^[\\s#;/\\-{\"']*(?:export\\s+|set\\s+)?[\\w.-]*"
              + NAME
              + "[\"']?\\s*[:=]\\s*[\"']?"
              + VALUE,
          Pattern.CASE_INSENSITIVE);

  /** In the middle of a line: {@code {type: pushover, token: …}}. */
  private static final Pattern AMONG_OTHERS =
      Pattern.compile(
          "(?:(?<!\\$)\\{|,)\\s*[\"']?[\\w-]*" + NAME + "[\"']?\\s*:\\s*[\"']?" + VALUE,
          Pattern.CASE_INSENSITIVE);

  /** {@code scheme://user:password@host}. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile("\\w+://[^/\\s:@\"'${]*:(?!\\$|<|\\*)[^/\\s@\"'{]+@[\\w.-]");

  private SecretLines() {}

  /** The numbers of the lines, from 1. */
  static List<Integer> of(String text) {
    List<String> lines = text.lines().toList();
    return IntStream.rangeClosed(1, lines.size())
        .filter(n -> sets(lines.get(n - 1)))
        .boxed()
        .toList();
  }

  /** Of YAML, whose values are looked at apart, the comments. */
  static List<Integer> ofComments(String yaml) {
    List<String> lines = yaml.lines().toList();
    return IntStream.rangeClosed(1, lines.size())
        .filter(n -> lines.get(n - 1).matches("\\s*#.*") && sets(lines.get(n - 1)))
        .boxed()
        .toList();
  }

  private static boolean sets(String line) {
    return SETS.matcher(line).find()
        || AMONG_OTHERS.matcher(line).find()
        || IN_ADDRESS.matcher(line).find();
  }
}

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

  /** What a value is made of, until a blank, a quote, or the end of it in YAML or a shell. */
  private static final String LETTER = "[^\\s\"'#,;}]";

  /** No reference, place-holder, path, address of a chain, or expression of a program. */
  private static final String NO_CODE =
      "(?![$<{*/~.]|0x|(?:true|false|null)\\b|[\\w.]*[(\\[]|[a-z_]+(?:\\.[a-z_]+)+(?![\\w.-]))";

  /** Of eight letters or more, or with a digit. */
  private static final String VALUE = "(?=%1$s*\\d|%1$s{8})%2$s%1$s{4,}".formatted(LETTER, NO_CODE);

  /** In a comment, where people write words: with a digit, or longer than a word. */
  private static final String COMMENTED =
      "(?=%1$s*\\d|%1$s{20})%2$s%1$s{4,}".formatted(LETTER, NO_CODE);

  private static final Pattern COMMENT = Pattern.compile("\\s*(?:#|//|;).*");

  /** {@code TOKEN=…}, {@code "password": "…"}, {@code export API_KEY='…'}, {@code #token: …}. */
  private static Pattern setting(String value) {
    return Pattern.compile(
        "^[\\s#;/\\-{\"']*(?:export\\s+|set\\s+)?(?![\\w.-]*max_?tokens)[\\w.-]*"
            + NAME
            + "[\"']?\\s*[:=]\\s*[\"']?"
            + value,
        Pattern.CASE_INSENSITIVE);
  }

  /** In the middle of a line: {@code {type: pushover, token: …}}. */
  private static Pattern settingAmongOthers(String value) {
    return Pattern.compile(
        "(?:(?<!\\$)\\{|,)\\s*[\"']?(?![\\w-]*max_?tokens)[\\w-]*"
            + NAME
            + "[\"']?\\s*:\\s*[\"']?"
            + value,
        Pattern.CASE_INSENSITIVE);
  }

  private static final List<Pattern> SETS = List.of(setting(VALUE), settingAmongOthers(VALUE));
  private static final List<Pattern> SETS_IN_COMMENT =
      List.of(setting(COMMENTED), settingAmongOthers(COMMENTED));

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
    List<Pattern> patterns = COMMENT.matcher(line).matches() ? SETS_IN_COMMENT : SETS;
    return patterns.stream().anyMatch(pattern -> pattern.matcher(line).find())
        || IN_ADDRESS.matcher(line).find();
  }
}

package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import java.util.Locale;
import java.util.Optional;

/**
 * What one thing is called, and what several are.
 *
 * @param one {@code row}
 * @param many {@code rows}
 */
public record Words(String one, String many) {
  /** What a row is called unless the configuration says otherwise. */
  public static final Words ROW = named("row");

  /** {@code block}, {@code entry}, or both forms: {@code leaf/leaves}. */
  static Kind<Words> kind() {
    return Kinds.text(
        "[^/;,:]{1,40}(/[^/;,:]{1,40})?",
        "a word such as block, or one and several, such as leaf/leaves",
        text -> Optional.of(named(text)));
  }

  /** The word, with its plural as English makes it. */
  public static Words named(String word) {
    int slash = word.indexOf('/');
    return slash > 0
        ? new Words(word.substring(0, slash), word.substring(slash + 1))
        : new Words(word, plural(word));
  }

  private static String plural(String word) {
    if (word.matches(".*[^aeiou]y")) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    return word + (word.matches(".*(s|x|z|ch|sh)") ? "es" : "s");
  }

  /** {@code 1 row}, {@code 2,345 rows}. */
  public String count(long number) {
    return String.format(Locale.ROOT, "%,d %s", number, of(number));
  }

  /** {@code row} for one, {@code rows} for all other numbers. */
  public String of(long number) {
    return number == 1 ? one : many;
  }
}

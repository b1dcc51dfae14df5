package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A condition on a label, as PromQL and Alertmanager write it.
 *
 * @param operator one of {@code = != =~ !~}
 */
record LabelMatcher(String label, String operator, String value) {
  private static final Pattern ONE =
      Pattern.compile(
          "\\s*\"?([\\w.:-]+?)\"?\\s*(=~|!~|!=|=)\\s*(\"(?:\\\\.|[^\"\\\\])*\"|[^,\"}]*?)\\s*(?:,|$)");

  /** What is known of a value. */
  enum Holds {
    YES,
    NO,
    /** The value is not known from the files. */
    PERHAPS
  }

  /** Whether it holds for a value; a label that is not there is an empty one. */
  boolean matches(String actual) {
    boolean same = operator.endsWith("~") ? regex(actual) : value.equals(actual);
    return operator.startsWith("!") != same;
  }

  private boolean regex(String actual) {
    try {
      return Pattern.matches("(?s:" + value + ")", actual);
    } catch (PatternSyntaxException e) {
      // Go's regular expressions are nearly ours; of one that is not, nothing is said.
      return true;
    }
  }

  /** Those of a route or an inhibition, in the new form and the old ones. */
  static List<LabelMatcher> of(Node node, String prefix) {
    List<LabelMatcher> all = new ArrayList<>();
    node.get(prefix + "matchers")
        .ifPresent(list -> list.items().forEach(item -> all.addAll(parse(item.text().orElse("")))));
    node.get(prefix + "match")
        .ifPresent(map -> map.entries().forEach((label, value) -> all.add(of(label, "=", value))));
    node.get(prefix + "match_re")
        .ifPresent(map -> map.entries().forEach((label, value) -> all.add(of(label, "=~", value))));
    return all;
  }

  private static LabelMatcher of(String label, String operator, Node value) {
    return new LabelMatcher(label, operator, value.text().orElse(""));
  }

  static List<LabelMatcher> parse(String text) {
    List<LabelMatcher> all = new ArrayList<>();
    String inner = text.strip().replaceFirst("^\\{", "").replaceFirst("}$", "");
    Matcher matcher = ONE.matcher(inner);
    while (matcher.find()) {
      String value = matcher.group(3);
      boolean quoted = value.length() > 1 && value.startsWith("\"");
      all.add(
          new LabelMatcher(
              matcher.group(1),
              matcher.group(2),
              quoted ? value.substring(1, value.length() - 1).replace("\\\\", "\\") : value));
    }
    return all;
  }

  /** The values that it can be, where it names them: a word, or words with | between them. */
  Optional<List<String>> words() {
    boolean plain =
        operator.equals("=") || (operator.equals("=~") && value.matches("\\(?[\\w|-]+\\)?"));
    return plain
        ? Optional.of(List.of(value.replaceAll("[()]", "").split("\\|", -1)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return label + operator + "\"" + value + "\"";
  }
}

package io.gapwatch.infra.compose.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which series an expression of PromQL asks for. It does not judge whether the expression is right:
 * promtool does.
 */
final class PromQl {
  private static final Pattern TOKEN =
      Pattern.compile(
          "#[^\\n"
              + "]*|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|`[^`]*`|[a-zA-Z_:][\\w:]*|[0-9.][\\w.]*|=~|!~|!=|[<>=]=?|\\S");
  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "unless",
          "bool",
          "offset",
          "atan2",
          "inf",
          "nan",
          "sum",
          "min",
          "max",
          "avg",
          "group",
          "stddev",
          "stdvar",
          "count",
          "count_values",
          "bottomk",
          "topk",
          "quantile",
          "limitk",
          "limit_ratio");
  private static final Set<String> LABEL_LISTS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  /**
   * A question for series.
   *
   * @param metric its name; empty when only labels are given
   * @param within the functions around it, the nearest first
   */
  record Selector(String metric, List<LabelMatcher> matchers, List<String> within) {}

  private final List<String> tokens = new ArrayList<>();
  private final List<Selector> selectors = new ArrayList<>();
  private final Deque<String> calls = new ArrayDeque<>();
  private int at;

  private PromQl(String expression) {
    Matcher matcher = TOKEN.matcher(expression);
    while (matcher.find()) {
      if (!matcher.group().startsWith("#")) {
        tokens.add(matcher.group());
      }
    }
  }

  static List<Selector> selectors(String expression) {
    PromQl query = new PromQl(expression);
    query.read();
    return query.selectors;
  }

  private void read() {
    while (at < tokens.size()) {
      String token = tokens.get(at);
      String next = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
      at++;
      if (token.equals("{")) {
        selectors.add(new Selector("", matchers(), List.copyOf(calls)));
      } else if (token.equals("[")) {
        skipTo("]");
      } else if (token.equals("(")) {
        calls.push("");
      } else if (token.equals(")")) {
        calls.poll();
      } else if (Character.isLetter(token.charAt(0)) || "_:".indexOf(token.charAt(0)) >= 0) {
        word(token, next);
      }
    }
  }

  private void word(String token, String next) {
    if (LABEL_LISTS.contains(token)) {
      if (next.equals("(")) {
        skipTo(")");
      }
    } else if (next.equals("(")) {
      calls.push(token);
      at++;
    } else if (!WORDS.contains(token.toLowerCase(Locale.ROOT))) {
      boolean labels = next.equals("{");
      at += labels ? 1 : 0;
      selectors.add(new Selector(token, labels ? matchers() : List.of(), List.copyOf(calls)));
    }
  }

  private List<LabelMatcher> matchers() {
    List<LabelMatcher> matchers = new ArrayList<>();
    while (at < tokens.size() && !tokens.get(at).equals("}")) {
      if (at + 2 < tokens.size() && Set.of("=", "!=", "=~", "!~").contains(tokens.get(at + 1))) {
        String value = tokens.get(at + 2);
        matchers.add(
            new LabelMatcher(
                tokens.get(at),
                tokens.get(at + 1),
                value.length() < 2 ? value : value.substring(1, value.length() - 1)));
        at += 3;
      } else {
        at++;
      }
    }
    at++;
    return matchers;
  }

  private void skipTo(String end) {
    while (at < tokens.size() && !tokens.get(at).equals(end)) {
      at++;
    }
    at++;
  }
}

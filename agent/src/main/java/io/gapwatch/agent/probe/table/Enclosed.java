package io.gapwatch.agent.probe.table;

/** A piece of SQL of the user's own must not end the statement that it is put into. */
final class Enclosed {
  private Enclosed() {}

  /**
   * Whether every parenthesis and quote that it opens is closed, and none but those, and it has no
   * semicolon but in plain text between quotes.
   */
  static boolean is(String sql) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth < 0) {
        return false;
      }
    }
    return depth == 0 && quote == 0 && (!sql.contains(";") || isPlain(sql));
  }

  /**
   * Whether quotes are what they seem, and no semicolon is outside of them. A backslash may make
   * one a letter, a comment may hold one, and dollars are quotes of another kind.
   */
  private static boolean isPlain(String sql) {
    return !sql.matches("(?s).*(\\\\|--|/\\*|\\$).*")
        && !sql.replaceAll("'[^']*'|\"[^\"]*\"", "").contains(";");
  }
}

package io.gapwatch.agent.probe.table;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text is one SELECT. What stands in literals, quoted names and comments is no SQL: a
 * semicolon in there ends nothing.
 */
final class OneSelect {
  private static final Pattern DOLLARS = Pattern.compile("\\$(?:[A-Za-z_]\\w*)?\\$");
  private static final int UNCLOSED = -1;

  private OneSelect() {}

  /** The SELECT without a semicolon at its end; empty if it is none, or more than one. */
  static Optional<String> of(String query) {
    return bare(query).flatMap(bare -> of(query, bare));
  }

  private static Optional<String> of(String query, String bare) {
    int end = bare.stripTrailing().length();
    boolean ended = end > 0 && bare.charAt(end - 1) == ';';
    String statement = (ended ? bare.substring(0, end - 1) : bare).strip();
    return statement.matches("(?is)(select|with)\\b.*") && !statement.contains(";")
        ? Optional.of((ended ? query.substring(0, end - 1) : query).strip())
        : Optional.empty();
  }

  /** The text with blanks in place of what is no SQL; empty if some of that has no end. */
  private static Optional<String> bare(String query) {
    StringBuilder bare = new StringBuilder(query);
    int at = 0;
    while (at < query.length()) {
      int end = opaque(query, at);
      if (end == UNCLOSED) {
        return Optional.empty();
      }
      for (int i = at; i < end; i++) {
        bare.setCharAt(i, ' ');
      }
      at = Math.max(end, at + 1);
    }
    return Optional.of(bare.toString());
  }

  /** The end of the literal, quoted name or comment that begins here; here, if none does. */
  private static int opaque(String query, int at) {
    char c = query.charAt(at);
    if (c == '\'' || c == '"') {
      return quoted(query, at, c);
    }
    if (query.startsWith("--", at)) {
      int line = query.indexOf('\n', at);
      return line < 0 ? query.length() : line;
    }
    if (query.startsWith("/*", at)) {
      return after(query, "*/", at + 2);
    }
    Matcher dollars = DOLLARS.matcher(query).region(at, query.length());
    if (c == '$' && !continuesName(query, at) && dollars.lookingAt()) {
      return after(query, dollars.group(), dollars.end());
    }
    return at;
  }

  /** A doubled quote is two literals side by side, which is just as opaque. */
  private static int quoted(String query, int at, char quote) {
    boolean escapes =
        quote == '\''
            && at > 0
            && (query.charAt(at - 1) | ' ') == 'e'
            && !continuesName(query, at - 1);
    for (int i = at + 1; i < query.length(); i++) {
      if (escapes && query.charAt(i) == '\\') {
        i++;
      } else if (query.charAt(i) == quote) {
        return i + 1;
      }
    }
    return UNCLOSED;
  }

  private static boolean continuesName(String query, int at) {
    return at > 0
        && (Character.isLetterOrDigit(query.charAt(at - 1)) || query.charAt(at - 1) == '_');
  }

  private static int after(String query, String end, int from) {
    int found = query.indexOf(end, from);
    return found < 0 ? UNCLOSED : found + end.length();
  }
}

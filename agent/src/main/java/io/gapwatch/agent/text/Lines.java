package io.gapwatch.agent.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fits foreign text, such as a driver's error message, on one line. */
public final class Lines {
  /** The control characters of C0 and C1, line ends and those that turn the direction of text. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]");

  private Lines() {}

  /**
   * The text with every run of whitespace, line breaks included, collapsed to one space; what else
   * is invisible as {@link #visible} has it.
   */
  public static String oneLine(String text) {
    return visible(text.strip().replaceAll("\\s+", " "));
  }

  /**
   * The text with what would command a terminal, end a line or turn its direction made visible, as
   * {@code \\n} or {@code \\x1b}: data must not be able to write reports.
   */
  public static String visible(String text) {
    return INVISIBLE.matcher(text).replaceAll(match -> escape(match.group().charAt(0)));
  }

  /**
   * Where the text has what no text has: a control character other than a tab or the end of a line,
   * half a character, none, or a byte order mark; -1 if nowhere.
   */
  public static int firstOdd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (isOdd(c)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isOdd(char c) {
    boolean space = c == '\t' || c == '\n' || c == '\r' || c == 0x85;
    return (Character.isISOControl(c) && !space)
        || Character.isSurrogate(c)
        || c == 0xFEFF
        || c >= 0xFFFE;
  }

  private static String escape(char invisible) {
    String name =
        switch (invisible) {
          case '\n' -> "\\n";
          case '\r' -> "\\r";
          case '\t' -> "\\t";
          default -> (invisible < 256 ? "\\x%02x" : "\\u%04x").formatted((int) invisible);
        };
    return Matcher.quoteReplacement(name);
  }

  /** The text in lines of at most this many characters, as far as its words allow. */
  public static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : oneLine(text).split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}

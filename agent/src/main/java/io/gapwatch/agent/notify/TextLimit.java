package io.gapwatch.agent.notify;

import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * The longest text a vendor accepts, by the vendor's own measure.
 *
 * @param most in units of the measure
 * @param measure how long a text is
 */
public record TextLimit(int most, ToIntFunction<String> measure) {
  private static final String ELLIPSIS = "…";

  public TextLimit {
    if (most < 1) {
      throw new IllegalArgumentException("a text limit is at least 1, not " + most);
    }
  }

  /**
   * In Unicode code points: most vendors count an emoji as one character, Java as two.
   *
   * @param codePoints at least 1
   */
  public TextLimit(int codePoints) {
    this(codePoints, TextLimit::length);
  }

  /** In bytes of UTF-8. */
  public static TextLimit bytes(int most) {
    return new TextLimit(most, text -> text.getBytes(StandardCharsets.UTF_8).length);
  }

  /** In code points of what is sent, where markup makes the text longer. */
  public static TextLimit encoded(int most, UnaryOperator<String> encoding) {
    return new TextLimit(most, text -> length(encoding.apply(text)));
  }

  /** Whether the text is short enough. */
  public boolean holds(String text) {
    return measure.applyAsInt(text) <= most;
  }

  /** The text, cut with an ellipsis if it is too long; never within a character. */
  public String cut(String text) {
    if (holds(text)) {
      return text;
    }
    int fits = 0;
    int tooMany = length(text);
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) / 2;
      if (holds(start(text, middle))) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return start(text, fits);
  }

  private static String start(String text, int codePoints) {
    return text.substring(0, text.offsetByCodePoints(0, codePoints)) + ELLIPSIS;
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}

package io.gapwatch.agent.notify;

/**
 * The longest text a vendor accepts, in Unicode code points: a vendor counts an emoji as one
 * character, Java as two.
 */
public record TextLimit(int codePoints) {
  private static final String ELLIPSIS = "…";

  public TextLimit {
    if (codePoints < 1) {
      throw new IllegalArgumentException("a text limit is at least 1, not " + codePoints);
    }
  }

  /** Whether the text is short enough. */
  public boolean holds(String text) {
    return length(text) <= codePoints;
  }

  /** The text, cut with an ellipsis if it is too long. */
  public String cut(String text) {
    if (holds(text)) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, codePoints - 1)) + ELLIPSIS;
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}

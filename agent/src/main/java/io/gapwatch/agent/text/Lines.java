package io.gapwatch.agent.text;

/** Fits foreign text, such as a driver's error message, on one line. */
public final class Lines {
  private Lines() {}

  /** The text with every run of whitespace, line breaks included, collapsed to one space. */
  public static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}

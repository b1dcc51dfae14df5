package io.gapwatch.agent.text;

/** Texts of others, such as error messages, made fit for one line. */
public final class Lines {
  private Lines() {}

  /** The text without line breaks and runs of blanks, as drivers put them into their errors. */
  public static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}

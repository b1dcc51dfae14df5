package io.gapwatch.agent.text;

/** Writes commands that people copy. */
public final class Shell {
  private Shell() {}

  /** The text as one word of a POSIX shell, in single quotes if necessary. */
  public static String word(String text) {
    return text.matches("[A-Za-z0-9_.:@/-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

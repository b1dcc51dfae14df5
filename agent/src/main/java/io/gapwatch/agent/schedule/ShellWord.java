package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;

/** Quotes text as one word of a POSIX shell. */
final class ShellWord {
  private ShellWord() {}

  /**
   * The text, in single quotes if necessary.
   *
   * @throws GapwatchException if a crontab cannot contain it: a backslash or a control character
   */
  static String quote(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0x7f)) {
      throw new GapwatchException(
          "a crontab cannot contain \""
              + text.replaceAll("\\p{Cntrl}", "?")
              + "\": it contains a backslash or a control character; use another path");
    }
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

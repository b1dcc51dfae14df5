package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;

/** A text as one word of a POSIX shell. */
final class ShellWord {
  private ShellWord() {}

  /**
   * The text, in single quotes where it needs them.
   *
   * @throws GapwatchException when cron could not take it: a backslash or a control character
   */
  static String quote(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0x7f)) {
      throw new GapwatchException(
          "a crontab cannot hold \""
              + text.replaceAll("\\p{Cntrl}", "?")
              + "\": it has a backslash or a control character; use another path");
    }
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

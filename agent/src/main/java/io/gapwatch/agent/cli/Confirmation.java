package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.GapwatchException;
import java.io.Console;
import java.util.Optional;

/** Asks for confirmation at the terminal. */
@FunctionalInterface
interface Confirmation {
  /** Whether the user agreed; empty if there is no terminal. */
  Optional<Boolean> ask(String question);

  /**
   * Asks before something is changed.
   *
   * @param yes whether the user agreed on the command line
   * @throws GapwatchException if the user did not agree, or there is no terminal to ask on
   */
  default void require(boolean yes, String question) {
    if (yes) {
      return;
    }
    boolean agreed =
        ask(question)
            .orElseThrow(
                () ->
                    new GapwatchException(
                        "nothing was changed: there is no terminal to confirm on; add --yes"));
    if (!agreed) {
      throw new GapwatchException("nothing was changed");
    }
  }

  /** Asks at the process's terminal, if both input and output are one. */
  static Confirmation atTerminal() {
    return question ->
        Optional.ofNullable(System.console()).map(console -> agreed(console, question));
  }

  private static boolean agreed(Console console, String question) {
    String answer = console.readLine("%s", question);
    return answer != null && answer.strip().matches("(?i)y|yes");
  }
}

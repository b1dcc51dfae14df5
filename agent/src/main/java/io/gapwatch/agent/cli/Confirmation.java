package io.gapwatch.agent.cli;

import java.io.Console;
import java.util.Optional;

/** Asks somebody at the terminal. */
@FunctionalInterface
interface Confirmation {
  /** Whether they agreed; empty when there is nobody to ask. */
  Optional<Boolean> ask(String question);

  /** Asks at the terminal that the program was started from, if both its ends are there. */
  static Confirmation atTerminal() {
    return question ->
        Optional.ofNullable(System.console()).map(console -> agreed(console, question));
  }

  private static boolean agreed(Console console, String question) {
    String answer = console.readLine("%s", question);
    return answer != null && answer.strip().matches("(?i)y|yes");
  }
}

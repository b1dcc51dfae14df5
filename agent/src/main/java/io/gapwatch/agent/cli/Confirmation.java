package io.gapwatch.agent.cli;

import java.io.Console;
import java.util.Optional;

/** Asks for confirmation at the terminal. */
@FunctionalInterface
interface Confirmation {
  /** Whether the user agreed; empty if there is no terminal. */
  Optional<Boolean> ask(String question);

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

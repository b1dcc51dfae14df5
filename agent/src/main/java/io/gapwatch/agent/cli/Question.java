package io.gapwatch.agent.cli;

import java.util.Optional;

/** A question that people answer with a line. */
@FunctionalInterface
interface Question {
  /** The answer, perhaps nothing; empty if nobody is there to be asked. */
  Optional<String> ask(String question);

  /** Asks at the process's terminal, if both input and output are one. */
  static Question atTerminal() {
    return question ->
        Optional.ofNullable(System.console())
            .flatMap(console -> Optional.ofNullable(console.readLine("%s", question)))
            .map(String::strip);
  }
}

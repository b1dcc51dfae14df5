package io.gapwatch.agent.soak;

import java.util.Optional;

/**
 * The end that a run meets. A killed run does nothing more: whatever it tries throws again. A crash
 * is a fault of the program's own, which it has to survive with a ping.
 */
final class Fate {
  /** Where it meets it. */
  enum Stage {
    STARTING,
    ASKING,
    CRASH,
    BEFORE_SEND,
    AFTER_SEND,
    BEFORE_END
  }

  private final Optional<Stage> planned;
  private volatile boolean met;

  Fate(Optional<Stage> planned) {
    this.planned = planned;
  }

  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Throws if the end is here, or was before. */
  void reach(Stage stage) {
    if (planned.filter(stage::equals).isPresent()) {
      met = true;
      if (stage == Stage.CRASH) {
        throw new IllegalStateException("a fault on purpose");
      }
    }
    proceed();
  }

  /** Throws if the end was before. */
  void proceed() {
    if (met && planned.filter(Stage.CRASH::equals).isEmpty()) {
      throw new Killed();
    }
  }

  /** Where it was met. */
  Optional<Stage> met() {
    return met ? planned : Optional.empty();
  }
}

package io.gapwatch.agent.probe.http;

/**
 * One thing that was expected of an answer.
 *
 * @param words what is wrong, or why it is not known; empty if it is right
 */
record Compared(String subject, State state, String words) {
  enum State {
    RIGHT,
    WRONG,
    /** Not found in the part of the body that was read. */
    UNKNOWN
  }

  /** Wrong if there are words. */
  static Compared of(String subject, String wrong) {
    return new Compared(subject, wrong.isEmpty() ? State.RIGHT : State.WRONG, wrong);
  }

  static Compared unknown(String subject, String why) {
    return new Compared(subject, State.UNKNOWN, why);
  }

  boolean is(State other) {
    return state == other;
  }
}

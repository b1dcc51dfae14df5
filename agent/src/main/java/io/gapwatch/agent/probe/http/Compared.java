package io.gapwatch.agent.probe.http;

/**
 * One thing that was expected of an answer.
 *
 * @param words what is wrong, or why it is not known; empty if it is right
 * @param remedy what to do; empty where that is to look at the page
 */
record Compared(String subject, State state, String words, String remedy) {
  enum State {
    RIGHT,
    WRONG,
    /** Not found in the part of the body that was read. */
    UNKNOWN
  }

  /** Wrong if there are words. */
  static Compared of(String subject, String wrong) {
    return of(subject, wrong, "");
  }

  static Compared of(String subject, String wrong, String remedy) {
    return new Compared(subject, wrong.isEmpty() ? State.RIGHT : State.WRONG, wrong, remedy);
  }

  static Compared unknown(String subject, String why) {
    return unknown(
        subject,
        why,
        "ask for a page that is made to tell health: short, not compressed, in UTF-8");
  }

  static Compared unknown(String subject, String why, String remedy) {
    return new Compared(subject, State.UNKNOWN, why, remedy);
  }

  boolean is(State other) {
    return state == other;
  }
}

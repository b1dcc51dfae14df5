package io.gapwatch.agent.notify;

/** What a message may meet on its way; every channel knows it in a form of its own. */
public enum Mishap {
  /** It is asked to come again, perhaps not before some time. */
  TOO_MANY,
  /** The other side has a fault of its own. */
  ERROR,
  /** Nobody answers. */
  SILENCE,
  /** The connection, or the program, is gone in the middle. */
  RESET,
  /** Somebody else answers, in words that are none of such a server. */
  GARBAGE,
  /** It is taken, and the answer is lost. */
  TAKEN
}

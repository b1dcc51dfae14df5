package io.gapwatch.agent.demo;

/** What a stand-in server can be made to do wrong. */
public enum Fault {
  /** Answers 400 to a valid request. */
  REJECTION,
  /** Answers 500. */
  SERVER_ERROR,
  /** Answers 429, as when the quota is used up. */
  TOO_MANY,
  /** Takes the request and never answers. */
  HANG,
  /** Says 200 and never sends the body. */
  STALL,
  /** Closes the connection without an answer. */
  DROP
}

package io.gapwatch.agent.demo;

/** How a stand-in server can be made to fail. */
public enum Fault {
  /** Responds with 400 to a valid request. */
  REJECTION,
  /** Responds with 500. */
  SERVER_ERROR,
  /** Responds with 429, as if the quota were used up. */
  TOO_MANY,
  /** Accepts the request and never responds. */
  HANG,
  /** Sends status 200 and never the body. */
  STALL,
  /** Closes the connection without a response. */
  DROP
}

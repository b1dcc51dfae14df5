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
  DROP,
  /** Takes the request, and closes the connection without a response. */
  TAKEN_DROP,
  /** Takes the request, and never responds. */
  TAKEN_HANG,
  /** Takes the request, and closes the connection in the middle of the response. */
  TAKEN_CUT_OFF,
  /** Takes nothing, and responds with 200 and an error in words. */
  ERROR_AS_OK,
  /** Takes nothing, and responds with 202 and no words. */
  ACCEPTED,
  /** Takes nothing: a proxy in between shows its page. */
  LOGIN_PAGE
}

package io.gapwatch.agent.demo;

/** A stage in a stand-in server's processing of a request. */
public enum Moment {
  /** It was read but not processed. */
  RECEIVED,
  /** It was processed; the caller does not know yet. */
  TAKEN,
  /** The response was sent. */
  ANSWERED
}

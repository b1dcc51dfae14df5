package io.gapwatch.agent.demo;

/** How far a stand-in server has got with a request. */
public enum Moment {
  /** It was read; nothing has been done yet. */
  RECEIVED,
  /** What it asked for is done; the caller does not know yet. */
  TAKEN,
  /** The answer was sent. */
  ANSWERED
}

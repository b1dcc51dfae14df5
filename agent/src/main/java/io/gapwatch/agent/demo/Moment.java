package io.gapwatch.agent.demo;

/** How far a stand-in server has come with a request. */
public enum Moment {
  /** It was read, and nothing came of it yet. */
  RECEIVED,
  /** What it asked for is done, and the caller does not know it yet. */
  TAKEN,
  /** The answer was sent. */
  ANSWERED
}

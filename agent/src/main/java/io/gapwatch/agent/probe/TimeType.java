package io.gapwatch.agent.probe;

/** How the rows of a table have their times: what is missing is listed as they would have it. */
public enum TimeType {
  /** Days by the wall clock, without a time. */
  DATE,
  /** Without a zone, read as UTC; numbers since 1970 as well. */
  TIMESTAMP,
  /** Moments, which a database shows by the clock of its session. */
  TIMESTAMPTZ
}

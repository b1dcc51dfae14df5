package io.gapwatch.agent.report;

import io.gapwatch.agent.probe.MissingRange;

/** Prints missing ranges as they come, however many. */
public interface RangePrinter {
  void print(MissingRange range);

  /** Ends the output; returns how many ranges there were. */
  long finish();
}

package io.gapwatch.agent.report;

import io.gapwatch.agent.probe.MissingRange;

/** Prints missing ranges as they come, however many there are. */
public interface RangePrinter {
  void print(MissingRange range);

  /** Ends the output, and says how many ranges there were. */
  long finish();
}

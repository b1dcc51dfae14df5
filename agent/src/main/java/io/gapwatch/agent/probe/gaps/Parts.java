package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import java.time.Instant;
import java.util.List;

/** A way to read a table in parts: the groups that it is divided into, or all of it as one. */
interface Parts {
  /** Receives what is found, group by group, the ranges of a group before its counts. */
  interface Sink {
    /**
     * A range.
     *
     * @param settlesAt until then it may still be filled
     */
    void missing(MissingRange range, Instant settlesAt);

    /** The end of a group. */
    void end(Counts counts);
  }

  /**
   * What was counted in one group.
   *
   * @param group its values
   * @param first its first number or period
   * @param last its last number or period
   */
  record Counts(List<String> group, long rows, long duplicates, long first, long last) {}

  /** Reads all parts, in order. */
  void each(Sink sink);
}

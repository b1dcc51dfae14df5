package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A way to read a table in parts: the groups that it is divided into, or all of it as one. */
interface Parts {
  /** Receives what is found, group by group, the ranges of a group before its counts. */
  interface Sink {
    void missing(Range range);

    /** How many of the numbers of a range have a row whose time is before the window. */
    default void early(long rows) {}

    /** The end of a group. */
    void end(Counts counts);
  }

  /**
   * What is missing.
   *
   * @param near the times of the rows beside it, or of the periods themselves
   * @param settlesAt until then it may still be filled
   */
  record Range(MissingRange range, TimeSpan near, Instant settlesAt) {
    Where where() {
      return new Where(range.span(), near);
    }
  }

  /** Some numbers or periods of a group, and the times of the rows there. */
  record Where(Span numbers, TimeSpan times) {
    /** Both, and what is in between. */
    Where hull(Where other) {
      return new Where(numbers.hull(other.numbers), times.hull(other.times));
    }
  }

  /**
   * What was counted in one group.
   *
   * @param group its values
   * @param first its first number or period
   * @param last its last number or period
   * @param times from when until when its rows are
   * @param twice where its duplicates are, if it has any
   * @param kept the first of those that will still be in the window at the next runs
   * @param left how many of the rows are left that an earlier run counted
   * @param rest how many rows the next run must find
   */
  record Counts(
      List<String> group,
      long rows,
      long duplicates,
      long first,
      long last,
      TimeSpan times,
      Optional<Where> twice,
      Optional<Long> kept,
      long left,
      long rest) {}

  /** Reads all parts, in order. */
  void each(Sink sink);

  /** What is asked for that. */
  String question();
}

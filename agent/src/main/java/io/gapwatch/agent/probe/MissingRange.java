package io.gapwatch.agent.probe;

import java.time.Instant;

/**
 * Numbers that are missing between two rows.
 *
 * @param after the time of the row before them
 * @param before the time of the row behind them
 */
public record MissingRange(Span span, Instant after, Instant before) {
  /** How many numbers are missing. */
  public long count() {
    return span.count();
  }
}

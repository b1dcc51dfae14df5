package io.gapwatch.agent.probe;

import java.time.Instant;

/**
 * Numbers that are missing between two rows.
 *
 * @param after the time of the row before the range
 * @param before the time of the row after the range
 */
public record MissingRange(Span span, Instant after, Instant before) {
  /** How many numbers are missing. */
  public long count() {
    return span.count();
  }
}

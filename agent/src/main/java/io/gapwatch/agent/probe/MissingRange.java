package io.gapwatch.agent.probe;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Numbers that are missing between two rows, or periods of time that have no row.
 *
 * @param after the time of the row before the range, where it is known
 * @param before the time of the row after the range, where it is known
 * @param group the values of the columns that a table is divided by; empty where it is not
 * @param times what the periods cover, where rows have a rhythm and no numbers
 */
public record MissingRange(
    Span span,
    Optional<Instant> after,
    Optional<Instant> before,
    List<String> group,
    Optional<Times> times) {

  /**
   * From the beginning of the first period to the end of the last.
   *
   * @param until exclusive
   * @param zone whose clock the periods begin by
   */
  public record Times(Instant from, Instant until, TimeType type, ZoneId zone) {
    /** One of them as rows have it: a date, else a moment in UTC. */
    public String text(Instant time) {
      return type == TimeType.DATE ? time.atZone(zone).toLocalDate().toString() : time.toString();
    }
  }

  public MissingRange {
    group = List.copyOf(group);
  }

  /** Numbers between two rows. */
  public MissingRange(Span span, Instant after, Instant before) {
    this(span, Optional.of(after), Optional.of(before), List.of(), Optional.empty());
  }

  /** Numbers beside which no row is known. */
  public static MissingRange of(Span span) {
    return new MissingRange(span, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  /** A part of the range. */
  public MissingRange part(long first, long last) {
    return new MissingRange(new Span(first, last), after, before, group, times);
  }

  /** How many numbers or periods are missing. */
  public long count() {
    return span.count();
  }
}

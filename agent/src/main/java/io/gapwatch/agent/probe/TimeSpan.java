package io.gapwatch.agent.probe;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;

/** From one moment to another, both inclusive, UTC. */
public record TimeSpan(Instant from, Instant until) {

  public TimeSpan {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("it ends before it begins: " + from + " to " + until);
    }
  }

  /** The time between two moments, whichever is the earlier one. */
  public static TimeSpan between(Instant one, Instant other) {
    return one.isAfter(other) ? new TimeSpan(other, one) : new TimeSpan(one, other);
  }

  /** From the earliest moment to the latest; empty where there are none. */
  public static Optional<TimeSpan> of(Collection<Instant> moments) {
    return moments.isEmpty()
        ? Optional.empty()
        : Optional.of(new TimeSpan(Collections.min(moments), Collections.max(moments)));
  }

  public boolean contains(TimeSpan other) {
    return !other.from.isBefore(from) && !other.until.isAfter(until);
  }

  public boolean overlaps(TimeSpan other) {
    return !from.isAfter(other.until) && !other.from.isAfter(until);
  }

  /** From the earlier beginning to the later end. */
  public TimeSpan hull(TimeSpan other) {
    return new TimeSpan(
        from.isBefore(other.from) ? from : other.from,
        until.isAfter(other.until) ? until : other.until);
  }
}

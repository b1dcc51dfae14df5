package io.gapwatch.agent.probe;

import java.util.Optional;

/** An inclusive range of numbers, so that a gap keeps its identity while it is being filled. */
public record Span(long first, long last) {

  public Span {
    if (last < first) {
      throw new IllegalArgumentException("span ends before it begins: " + first + " to " + last);
    }
  }

  /** How many numbers it covers. */
  public long count() {
    return last - first + 1;
  }

  public boolean overlaps(Span other) {
    return first <= other.last && other.first <= last;
  }

  public boolean contains(Span other) {
    return first <= other.first && other.last <= last;
  }

  /** What both cover; they must overlap. */
  public Span shared(Span other) {
    return new Span(Math.max(first, other.first), Math.min(last, other.last));
  }

  /** From the smaller beginning to the greater end. */
  public Span hull(Span other) {
    return new Span(Math.min(first, other.first), Math.max(last, other.last));
  }

  /** What is left without the other one, and what is in between; empty if nothing is. */
  public Optional<Span> without(Span other) {
    if (other.contains(this)) {
      return Optional.empty();
    }
    if (!overlaps(other) || (first < other.first && last > other.last)) {
      return Optional.of(this);
    }
    return Optional.of(
        first < other.first ? new Span(first, other.first - 1) : new Span(other.last + 1, last));
  }
}

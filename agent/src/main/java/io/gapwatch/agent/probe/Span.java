package io.gapwatch.agent.probe;

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
}

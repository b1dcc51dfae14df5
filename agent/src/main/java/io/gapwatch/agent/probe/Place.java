package io.gapwatch.agent.probe;

import java.util.Optional;

/**
 * A part of what a check looks at: what a finding is about, or what a reading has read. Only a
 * reading of the whole place can find well again what was wrong there.
 *
 * @param part which of several things, such as a group; empty for a check of one thing
 * @param numbers its row numbers
 * @param times when it is, by the data's own clock
 * @param range whether it is a range whose ends move while it grows, is filled or is split: it is
 *     recognised by where it is, and not by its subject. Of one check, only ranges of one kind are
 */
public record Place(String part, Optional<Span> numbers, Optional<TimeSpan> times, boolean range) {

  /** All that a check looks at. */
  public static final Place WHOLE = of("");

  /** One of several things. */
  public static Place of(String part) {
    return new Place(part, Optional.empty(), Optional.empty(), false);
  }

  public Place at(Span rows) {
    return new Place(part, Optional.of(rows), times, range);
  }

  public Place during(TimeSpan time) {
    return new Place(part, numbers, Optional.of(time), range);
  }

  /** The same as a range. */
  public Place moving() {
    return new Place(part, numbers, times, true);
  }

  /**
   * Whether all of the other one is in this one: by its numbers, or by its times if it has none.
   */
  public boolean contains(Place other) {
    return part.equals(other.part) && other.beyond(this).isEmpty();
  }

  /**
   * Whether both are ranges of the same thing and share a number, or a moment if they have none.
   */
  public boolean sharesRange(Place other) {
    return range && other.range && overlaps(other);
  }

  /** Whether they share a number of the same thing, or a moment if they have no numbers. */
  public boolean overlaps(Place other) {
    if (!part.equals(other.part)) {
      return false;
    }
    return (numbers.isPresent() || other.numbers.isPresent())
        ? numbers.flatMap(mine -> other.numbers.filter(mine::overlaps)).isPresent()
        : times.flatMap(mine -> other.times.filter(mine::overlaps)).isPresent();
  }

  /** Both, and what is in between; of the same part. */
  public Place hull(Place other) {
    return new Place(
        part,
        either(numbers, other.numbers, Span::hull),
        either(times, other.times, TimeSpan::hull),
        range);
  }

  /** What both share, of two ranges with numbers or of two with times only. */
  public Optional<Place> shared(Place other) {
    if (!overlaps(other)) {
      return Optional.empty();
    }
    Place narrow = other.numbers.isPresent() ? other : this;
    return Optional.of(
        numbers.flatMap(mine -> other.numbers.map(mine::shared)).map(narrow::at).orElse(narrow));
  }

  /** What of it is not in the other place, as one place; empty if all of it is. */
  public Optional<Place> beyond(Place other) {
    if (numbers.isPresent()) {
      return other.numbers.isEmpty()
          ? Optional.of(this)
          : numbers.get().without(other.numbers.get()).map(this::at);
    }
    return times
        .filter(mine -> other.times.filter(theirs -> theirs.contains(mine)).isEmpty())
        .map(mine -> this);
  }

  private static <T> Optional<T> either(
      Optional<T> one, Optional<T> other, java.util.function.BinaryOperator<T> both) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(both.apply(one.get(), other.get()))
        : one.or(() -> other);
  }
}

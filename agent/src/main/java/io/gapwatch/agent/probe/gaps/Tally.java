package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.gaps.Parts.Range;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Counts what the parts of a table lack, and keeps the worst of it. */
final class Tally implements Parts.Sink {
  /**
   * A group with something missing.
   *
   * @param where all of it is
   * @param settlesAt when the first of it can no longer heal by itself
   */
  record Broken(
      Parts.Counts counts,
      long missing,
      long ranges,
      List<MissingRange> longest,
      Parts.Where where,
      Instant settlesAt) {}

  private static final Comparator<Range> LONGEST_FIRST =
      Comparator.comparingLong((Range one) -> one.range().count())
          .reversed()
          .thenComparingLong(one -> one.range().span().first());

  private final int list;
  private final TopItems<Range> longest;
  private final TopItems<Broken> worst;
  private TopItems<Range> ofGroup;
  private long missingInGroup;
  private Optional<Instant> settlesFirst = Optional.empty();
  private Optional<Parts.Where> where = Optional.empty();

  private long rows;
  private long missing;
  private long duplicates;
  private long groups;
  private long early;
  private long left;
  private long rest;
  private final List<Parts.Counts> all = new ArrayList<>();
  private final TopItems<Parts.Counts> twice;
  private Optional<Parts.Where> everywhere = Optional.empty();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /**
   * @param list how many ranges, or groups, are kept; all are counted
   */
  Tally(int list) {
    this.list = list;
    this.longest = new TopItems<>(list, LONGEST_FIRST);
    this.ofGroup = new TopItems<>(list, LONGEST_FIRST);
    this.twice =
        new TopItems<>(
            list,
            Comparator.comparingLong(Parts.Counts::duplicates)
                .reversed()
                .thenComparing(counts -> counts.group().toString()));
    this.worst =
        new TopItems<>(
            list,
            Comparator.comparingLong(Broken::missing)
                .reversed()
                .thenComparing(broken -> broken.counts().group().toString()));
  }

  @Override
  public void missing(Range one) {
    MissingRange range = one.range();
    Instant settlesAt = one.settlesAt();
    longest.accept(one);
    ofGroup.accept(one);
    missingInGroup += range.count();
    if (missingInGroup < 0 || missing + missingInGroup < 0) {
      throw tooFarApart(
          String.join(", ", range.group()), range.span().first() - 1, range.span().last() + 1);
    }
    where = Optional.of(where.map(one.where()::hull).orElse(one.where()));
    everywhere = Optional.of(everywhere.map(one.where()::hull).orElse(one.where()));
    settlesFirst =
        Optional.of(settlesFirst.filter(other -> other.isBefore(settlesAt)).orElse(settlesAt));
  }

  /** Failing is better than a wrong count. */
  static SourceUnavailableException tooFarApart(String group, long one, long other) {
    return new SourceUnavailableException(
        "numbers %d and %d of %s are too far apart to count what is missing"
            .formatted(one, other, group),
        "look for rows with a wrong number, or exclude them with where");
  }

  @Override
  public void early(long rows) {
    early += rows;
  }

  @Override
  public void end(Parts.Counts counts) {
    rows += counts.rows();
    missing += missingInGroup;
    duplicates += counts.duplicates();
    groups++;
    left += counts.left();
    rest += counts.rest();
    all.add(counts);
    if (counts.duplicates() > 0) {
      twice.accept(counts);
    }
    first = Math.min(first, counts.first());
    last = Math.max(last, counts.last());
    settlesFirst.ifPresent(
        settles ->
            worst.accept(
                new Broken(
                    counts,
                    missingInGroup,
                    ofGroup.count(),
                    ofGroup.list().stream().map(Range::range).toList(),
                    where.orElseThrow(),
                    settles)));
    ofGroup = new TopItems<>(list, LONGEST_FIRST);
    missingInGroup = 0;
    settlesFirst = Optional.empty();
    where = Optional.empty();
  }

  long rows() {
    return rows;
  }

  long missing() {
    return missing;
  }

  long duplicates() {
    return duplicates;
  }

  long groups() {
    return groups;
  }

  /** How many rows have a time before the window, and a number within their group's. */
  long early() {
    return early;
  }

  /** How many of the rows are left that an earlier run counted. */
  long left() {
    return left;
  }

  /** How many rows the next run must find. */
  long rest() {
    return rest;
  }

  /** All groups. */
  List<Parts.Counts> all() {
    return List.copyOf(all);
  }

  /** The groups with most duplicates, and how many have any. */
  TopItems<Parts.Counts> twice() {
    return twice;
  }

  /** The times of the rows beside all that is missing. */
  Optional<TimeSpan> near() {
    return everywhere.map(Parts.Where::times);
  }

  /** From the first to the last of all that is missing. */
  Optional<Span> span() {
    return everywhere.map(Parts.Where::numbers);
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  /** The longest ranges, and how many there are. */
  TopItems<Range> ranges() {
    return longest;
  }

  /** The groups that lack most, and how many lack anything. */
  TopItems<Broken> broken() {
    return worst;
  }
}

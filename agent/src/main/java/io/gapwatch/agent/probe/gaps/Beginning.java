package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was in the table at earlier runs, and must be there still: a table that begins later than it
 * did, or ends earlier, has lost rows.
 *
 * @param number of the earliest row that the next runs must find, while it is in the window
 * @param time that row is of this time or a later one, UTC
 * @param greatest the greatest number ever seen
 * @param run when that was written down, UTC
 * @param missing how many numbers between these two were missing when a run last saw both
 * @param whole that row was of this time or a later one when a run last saw it, UTC; while rows are
 *     lost, their time is put off
 */
record Beginning(
    long number, Instant time, long greatest, Instant run, long missing, Instant whole) {
  /** Runs further apart than this know nothing of each other. */
  static final Duration LONGEST = Duration.ofDays(60);

  Beginning(long number, Instant time, long greatest, Instant run) {
    this(number, time, greatest, run, 0, time);
  }

  /** The same with a number that was seen since. */
  Beginning upTo(long last) {
    return new Beginning(number, time, Math.max(greatest, last), run, missing, whole);
  }

  /** What was there last, where all before it has left the window since. */
  Beginning end(Instant then) {
    return new Beginning(greatest, then, greatest, run);
  }

  /** Where the rows of a check begin and end now. */
  record Extent(long first, Instant firstTime, long last) {}

  /**
   * What the last run wrote down; empty where there was none.
   *
   * @param window from when on rows are in the window now, UTC
   */
  static Optional<Beginning> remembered(ProbeContext context, Instant window) {
    List<Sample> numbers = context.past(GapsCheck.EARLIEST, context.now().minus(LONGEST));
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    Sample earliest = numbers.get(numbers.size() - 1);
    Instant run = earliest.at();
    Optional<Instant> time = at(run, GapsCheck.EARLIEST_TIME, context).map(Beginning::instant);
    Optional<Sample> greatest = at(run, GapsCheck.GREATEST, context);
    return time.isEmpty() || greatest.isEmpty()
        ? Optional.empty()
        : Optional.of(new Beginning(earliest.whole(), time.get(), greatest.get().whole(), run))
            .map(
                was ->
                    was.time().isBefore(window) ? was.seenLast(context, window).orElse(was) : was)
            .map(was -> was.withMissing(context).withWhole(context, numbers));
  }

  private Beginning withMissing(ProbeContext context) {
    return whole(context, run)
        .or(() -> whole(context, context.now().minus(LONGEST)))
        .flatMap(seen -> at(seen, GapsCheck.MISSING, context))
        .map(sample -> new Beginning(number, time, greatest, run, sample.whole(), whole))
        .orElse(this);
  }

  /** Of all times that were written down for this number the first is that of its row. */
  private Beginning withWhole(ProbeContext context, List<Sample> numbers) {
    Set<Instant> runs =
        numbers.stream()
            .filter(sample -> sample.whole() == number)
            .map(Sample::at)
            .collect(Collectors.toSet());
    Instant least =
        context.past(GapsCheck.EARLIEST_TIME, context.now().minus(LONGEST)).stream()
            .filter(sample -> runs.contains(sample.at()))
            .map(Beginning::instant)
            .reduce(time, (one, other) -> one.isBefore(other) ? one : other);
    return new Beginning(number, time, greatest, run, missing, least);
  }

  /** The last run, since a time, that read from the first number to the greatest. */
  private Optional<Instant> whole(ProbeContext context, Instant since) {
    Set<Instant> begins =
        context.past(GapsCheck.FIRST, since).stream()
            .filter(first -> first.whole() <= number)
            .map(Sample::at)
            .collect(Collectors.toSet());
    return context.past(GapsCheck.LAST, since).stream()
        .filter(last -> last.whole() >= greatest && begins.contains(last.at()))
        .map(Sample::at)
        .reduce((earlier, later) -> later);
  }

  /** From the first of the rows that a run saw at the end, and that are in the window still. */
  private Optional<Beginning> seenLast(ProbeContext context, Instant window) {
    Map<Instant, Instant> times =
        context.past(GapsCheck.LAST_TIME, context.now().minus(LONGEST)).stream()
            .collect(Collectors.toMap(Sample::at, Beginning::instant, Times::later));
    return context.past(GapsCheck.LAST, context.now().minus(LONGEST)).stream()
        .flatMap(
            last ->
                Optional.ofNullable(times.get(last.at()))
                    .filter(then -> !then.isBefore(window))
                    .map(then -> new Beginning(last.whole(), then, greatest, run))
                    .stream())
        .min(Comparator.comparingLong(Beginning::number));
  }

  /** The moment of a sample in seconds since 1970. */
  static Instant instant(Sample seconds) {
    return Instant.ofEpochMilli(Math.round(seconds.value() * 1000));
  }

  private static Optional<Sample> at(Instant run, Metric metric, ProbeContext context) {
    return context.past(metric, run).stream().filter(sample -> sample.at().equals(run)).findFirst();
  }

  /** Rows come when they come: a hundredth of the window, an hour at least, may be without one. */
  static Duration slack(Duration window) {
    Duration share = window.dividedBy(100);
    return share.compareTo(Duration.ofHours(1)) > 0 ? share : Duration.ofHours(1);
  }

  /**
   * How much of the window may at most be given up, so that what is remembered is in it still at
   * the next run: a quarter, or what runs that are far apart need.
   *
   * @param pause between the last two runs
   */
  static Duration most(Duration kept, Duration pause) {
    return longer(
        kept.dividedBy(4),
        shorter(pause.multipliedBy(3).dividedBy(2), kept.multipliedBy(5).dividedBy(8)));
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}

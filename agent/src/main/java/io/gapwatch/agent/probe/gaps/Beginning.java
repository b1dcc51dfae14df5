package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was in the table at earlier runs, and must be there still: a table that begins later than it
 * did, or ends earlier, has lost rows.
 *
 * @param number of the earliest row that the next runs must find, while it is in the window
 * @param time that row is of this time or a later one, UTC
 * @param greatest the greatest number ever seen
 * @param run when that was written down, UTC
 */
record Beginning(long number, Instant time, long greatest, Instant run) {
  /** Runs further apart than this know nothing of each other. */
  private static final Duration LONGEST = Duration.ofDays(60);

  /** Where the rows of a check begin and end now. */
  record Extent(long first, Instant firstTime, long last) {}

  /** What the last run wrote down; empty where there was none. */
  static Optional<Beginning> remembered(ProbeContext context) {
    List<Sample> numbers = context.past(GapsCheck.EARLIEST, context.now().minus(LONGEST));
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    Sample earliest = numbers.get(numbers.size() - 1);
    Instant run = earliest.at();
    Optional<Sample> time = at(run, GapsCheck.EARLIEST_TIME, context);
    Optional<Sample> greatest = at(run, GapsCheck.GREATEST, context);
    return time.isEmpty() || greatest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Beginning(
                earliest.whole(),
                Instant.ofEpochMilli(Math.round(time.get().value() * 1000)),
                greatest.get().whole(),
                run));
  }

  private static Optional<Sample> at(Instant run, Metric metric, ProbeContext context) {
    return context.past(metric, run).stream().filter(sample -> sample.at().equals(run)).findFirst();
  }

  /** Rows come when they come: a hundredth of the window, an hour at least, may be without one. */
  static Duration slack(Duration window) {
    Duration share = window.dividedBy(100);
    return share.compareTo(Duration.ofHours(1)) > 0 ? share : Duration.ofHours(1);
  }
}

package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the groups of a table began and ended when it was written down: all of them once a day, and
 * new ones in between, so that the history of thousands of groups stays small.
 *
 * @param groups by their names
 * @param ends the latest time of a row of each
 * @param written when all were last written down; empty: never
 * @param lost of those that had lost rows then, until when they are missed: none of the rows is of
 *     a later time
 * @param due until the next run is due; zero if that is not known
 */
record GroupsPast(
    Map<String, Beginning> groups,
    Map<String, Instant> ends,
    Optional<Instant> written,
    Map<String, Instant> lost,
    Duration due) {
  /** Of more groups nothing is remembered. They take 90 KB of the history a day. */
  static final int MOST = 1_000;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Of no groups, when a run was then. */
  static GroupsPast none(Optional<Instant> run, Duration due) {
    return new GroupsPast(Map.of(), Map.of(), run, Map.of(), due);
  }

  static GroupsPast remembered(ProbeContext context) {
    List<Sample> written =
        context.past(GapsCheck.REMEMBERED, context.now().minus(Beginning.LONGEST));
    if (written.isEmpty()) {
      return none(Optional.empty(), context.due());
    }
    Instant since = written.get(written.size() - 1).at();
    Map<String, Sample> times = context.newest(GapsCheck.EARLIEST_TIME, since);
    Map<String, Sample> greatest = context.newest(GapsCheck.GREATEST, since);
    Map<String, Beginning> all = new LinkedHashMap<>();
    context
        .newest(GapsCheck.EARLIEST, since)
        .forEach(
            (group, number) -> {
              if (times.containsKey(group) && greatest.containsKey(group)) {
                all.put(
                    group,
                    new Beginning(
                        number.whole(),
                        Beginning.instant(times.get(group)),
                        greatest.get(group).whole(),
                        number.at()));
              }
            });
    return new GroupsPast(
        all,
        times(GapsCheck.GREATEST_TIME, since, context),
        Optional.of(since),
        times(GapsCheck.LAST_TIME, since, context),
        context.due());
  }

  private static Map<String, Instant> times(Metric metric, Instant since, ProbeContext context) {
    Map<String, Instant> times = new LinkedHashMap<>();
    context
        .newest(metric, since)
        .forEach((group, time) -> times.put(group, Beginning.instant(time)));
    return times;
  }

  /**
   * What a group must have still: after a long pause between runs no more than its last row. Empty
   * if nothing is known, or that has left the window.
   */
  Optional<Beginning> of(String group, Instant kept) {
    Optional<Beginning> was = Optional.ofNullable(groups.get(group));
    return was.filter(then -> !then.time().isBefore(kept) || since(kept, lost, group).isPresent())
        .or(() -> was.flatMap(then -> since(kept, ends, group).map(then::end)));
  }

  private static Optional<Instant> since(Instant kept, Map<String, Instant> times, String group) {
    return Optional.ofNullable(times.get(group)).filter(time -> !time.isBefore(kept));
  }

  /** None of the rows that a group had lost by then is of a later time. */
  Instant lostUntil(String group, Instant now) {
    return Optional.ofNullable(lost.get(group))
        .or(() -> Optional.ofNullable(groups.get(group)).map(Beginning::run))
        .orElse(now);
  }

  /** Whether all are to be written down anew, before what is known has left the window. */
  boolean isDue(Duration kept, Instant now) {
    Duration half = margin(kept, now).dividedBy(2);
    Duration pause = half.compareTo(DAY) < 0 ? half : DAY;
    return written.filter(then -> now.isBefore(then.plus(pause))).isEmpty();
  }

  /** Whether some of the groups that lack rows were not written down as such yet, or lack more. */
  boolean areNew(Map<String, Instant> lacking) {
    return lacking.entrySet().stream()
        .anyMatch(
            one -> {
              Instant known = lost.get(one.getKey());
              return known == null ? lost.size() < MOST : known.isBefore(one.getValue());
            });
  }

  /** Whether some of the groups that were written down as such lack rows no longer. */
  boolean areBack(Set<String> lacking) {
    return !lacking.containsAll(lost.keySet());
  }

  /** Rows of this time and later will still be in the window at the next runs. */
  Instant since(Duration kept, Instant now) {
    return now.minus(kept).plus(margin(kept, now));
  }

  /** How much of the window may have gone by when it is next written down. */
  private Duration margin(Duration kept, Instant now) {
    Duration last = written.map(then -> Duration.between(then, now)).orElse(Duration.ZERO);
    Duration pause = Beginning.longer(last, due);
    Duration limit = Beginning.most(kept, pause);
    return Beginning.shorter(
        Beginning.longer(pause, DAY).multipliedBy(3),
        written.isPresent() ? limit : Beginning.longer(limit, first(kept)));
  }

  /** The first pause may be a day, unless the window has not even two of them. */
  private static Duration first(Duration kept) {
    return kept.compareTo(DAY.multipliedBy(2)) < 0 ? Duration.ZERO : DAY.plus(HOUR);
  }
}

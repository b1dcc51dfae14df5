package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.table.Groups;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the next runs must find of the groups of a table.
 *
 * @param grid the periods; empty where rows have numbers
 * @param past what is known from earlier runs
 */
record GroupsMemory(
    GapsSettings settings, Groups groups, Optional<Grid> grid, GroupsPast past, Instant now) {

  /**
   * Writes it down.
   *
   * @param lost the groups that lack what they had
   * @param full whether no period has lost most of its rows
   */
  void write(Measured.Builder reading, Tally tally, List<GroupsLost.Group> lost, boolean full) {
    Map<String, Beginning> lacking = moved(tally);
    lost.forEach(one -> lacking.put(one.name(), one.was()));
    Map<String, Instant> ends = ends(tally, lacking.keySet());
    Map<String, Instant> until = until(lacking, tally, ends);
    // A loss outlives a long pause only once it is written down, and so does its end.
    boolean all =
        past.isDue(settings.kept(), now) || past.areNew(until) || past.areBack(lacking.keySet());
    Map<String, Beginning> next = next(tally, lacking, all);
    int room = Math.max(0, GroupsPast.MOST - (all ? 0 : past.groups().size()));
    next.entrySet().stream()
        .limit(room)
        .forEach(one -> rememberOne(reading, one.getKey(), one.getValue(), ends));
    if (all) {
      until.entrySet().stream()
          .limit(GroupsPast.MOST)
          .forEach(one -> time(reading, GapsCheck.LAST_TIME, one.getKey(), one.getValue()));
      reading.value(GapsCheck.REMEMBERED, Math.min(next.size(), room));
    }
    if (all && full) {
      rememberRows(reading, tally);
    }
    if (tally.groups() > GroupsPast.MOST) {
      reading.fact(
          "Remembered", "where %,d of %,d groups begin".formatted(GroupsPast.MOST, tally.groups()));
    }
  }

  /**
   * What they must have, those that lack rows first; those that are known stay known.
   *
   * @param all whether all are written down, or new ones alone
   */
  private Map<String, Beginning> next(Tally tally, Map<String, Beginning> lacking, boolean all) {
    Map<String, Beginning> next = new LinkedHashMap<>();
    if (all) {
      next.putAll(lacking);
      grow(next, tally);
      add(next, tally, true);
    }
    add(next, tally, false);
    return next;
  }

  private void add(Map<String, Beginning> next, Tally tally, boolean known) {
    tally.all().stream()
        .filter(counts -> past.groups().containsKey(groups.name(counts.group())) == known)
        .limit(GroupsPast.MOST)
        .forEach(
            counts ->
                beginning(counts)
                    .ifPresent(is -> next.putIfAbsent(groups.name(counts.group()), is)));
  }

  private static void rememberOne(
      Measured.Builder reading, String name, Beginning was, Map<String, Instant> ends) {
    reading
        .value(GapsCheck.EARLIEST, name, was.number())
        .value(GapsCheck.GREATEST, name, was.greatest());
    time(reading, GapsCheck.EARLIEST_TIME, name, was.time());
    Optional.ofNullable(ends.get(name))
        .ifPresent(end -> time(reading, GapsCheck.GREATEST_TIME, name, end));
  }

  private static void time(Measured.Builder reading, Metric metric, String name, Instant time) {
    reading.value(metric, name, time.getEpochSecond());
  }

  /** The latest time of each: those that lack rows may have lost just the latest. */
  private Map<String, Instant> ends(Tally tally, Set<String> lacking) {
    Map<String, Instant> ends = new HashMap<>(past.ends());
    ends.keySet().retainAll(lacking);
    tally
        .all()
        .forEach(counts -> ends.merge(groups.name(counts.group()), end(counts), Times::later));
    return ends;
  }

  /**
   * Until when the groups that lack rows are to be missed, in whole seconds: those before the first
   * row that is left are of no later time than this one, however often rows are lost.
   */
  private Map<String, Instant> until(
      Map<String, Beginning> lacking, Tally tally, Map<String, Instant> ends) {
    Map<String, Instant> until = new LinkedHashMap<>();
    lacking.keySet().forEach(name -> until.put(name, past.lostUntil(name, now)));
    tally
        .all()
        .forEach(
            counts -> {
              String name = groups.name(counts.group());
              Beginning was = lacking.get(name);
              if (was != null) {
                until.merge(
                    name,
                    was.greatest() > counts.last() ? ends.getOrDefault(name, now) : begin(counts),
                    Times::later);
              }
            });
    until.replaceAll((name, time) -> time.truncatedTo(ChronoUnit.SECONDS));
    return until;
  }

  private Instant begin(Parts.Counts counts) {
    return grid.map(periods -> periods.start(counts.first())).orElse(counts.times().from());
  }

  private Instant end(Parts.Counts counts) {
    return grid.map(periods -> periods.start(counts.last())).orElse(counts.times().until());
  }

  /** What a group got since is missed as well if it goes, however long ago the first loss was. */
  private void grow(Map<String, Beginning> lost, Tally tally) {
    tally
        .all()
        .forEach(
            counts ->
                lost.computeIfPresent(
                    groups.name(counts.group()), (name, was) -> was.upTo(counts.last())));
  }

  /**
   * Groups that begin later than they did, or have no row in the window any more, whether their
   * rows are gone or have other times now.
   */
  private Map<String, Beginning> moved(Tally tally) {
    Map<String, Long> begins = new HashMap<>();
    tally.all().forEach(counts -> begins.put(groups.name(counts.group()), counts.first()));
    Map<String, Beginning> all = new LinkedHashMap<>();
    for (String name : past.groups().keySet()) {
      past.of(name, now.minus(settings.kept()))
          .filter(was -> first(was) < begins.getOrDefault(name, Long.MAX_VALUE))
          .ifPresent(was -> all.put(name, was));
    }
    return all;
  }

  /** Where a group must begin that began there; periods that left the window need not be there. */
  private long first(Beginning was) {
    return grid.map(
            periods ->
                Math.max(
                    periods.firstSince(now.minus(settings.kept())), periods.number(was.time())))
        .orElse(was.number());
  }

  /** Rows that are gone are missed until they are back, or would have left the window. */
  private void rememberRows(Measured.Builder reading, Tally tally) {
    if (grid.isPresent()) {
      Grid periods = grid.get();
      KeptGroups.remember(
          reading,
          tally,
          groups,
          periods.start(
              Math.max(periods.number(past.since(settings.kept(), now)) + 1, tally.first())),
          periods.start(periods.number(settings.until(now)) - 1));
    }
  }

  /** A group that begins within the window is remembered for longer than its beginning. */
  private static Instant time(long number, Parts.Counts counts, Instant since) {
    return number == counts.first() ? Times.later(since, counts.times().from()) : since;
  }

  private Optional<Beginning> beginning(Parts.Counts counts) {
    Instant since = past.since(settings.kept(), now);
    return counts
        .kept()
        .map(
            number ->
                new Beginning(
                    number,
                    grid.map(periods -> periods.start(number)).orElse(time(number, counts, since)),
                    counts.last(),
                    now));
  }
}

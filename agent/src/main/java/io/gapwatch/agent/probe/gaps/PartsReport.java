package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.table.Groups;
import io.gapwatch.agent.probe.table.MixedUnits;
import io.gapwatch.agent.probe.table.TimedTable;
import io.gapwatch.agent.probe.table.Words;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what was found in the groups of a table, or in its rhythm, into a reading. */
final class PartsReport {
  private final GapsSettings settings;
  private final TimedTable table;
  private final Optional<Grid> grid;
  private final Instant now;
  private final GapSummary summary;
  private final PartsObservations observe;
  private final boolean grouped;
  private final Words thing;

  /**
   * @param grid the periods; empty where rows have numbers
   */
  PartsReport(GapsSettings settings, TimedTable table, Optional<Grid> grid, Instant now) {
    this.settings = settings;
    this.table = table;
    this.grid = grid;
    this.now = now;
    this.summary = new GapSummary(settings);
    this.grouped = !settings.table().by().isEmpty();
    this.thing =
        settings.every().map(every -> Grid.words(every.every())).orElse(settings.table().row());
    this.observe = new PartsObservations(settings, table, grid, thing);
  }

  Measured reading(
      Tally tally,
      UnscannableRows unscannable,
      Optional<Beginning> before,
      Optional<KeptRows> counted,
      GroupsLost lost,
      List<GroupsLost.Group> lacking) {
    List<Observation> observations = new ArrayList<>();
    observations.addAll(grouped ? observe.groups(tally) : observe.ranges(tally));
    observations.addAll(observe.flaws(tally, unscannable));
    observations.addAll(lost.observations(lacking));
    counted.ifPresent(
        rows ->
            observations.add(
                rows.observation(settings.table().table(), grid.orElseThrow(), tally.left())));
    observations.add(unscannable.units().observation(settings.table().table()));
    Measured.Builder reading =
        Measured.saying(
                (lacking.isEmpty() ? gone(tally, before, counted) : gone(lacking))
                    + text(tally)
                    + summary.but(0, observations))
            .facts(facts(tally))
            .observe(observations)
            .covering(covered(tally, before))
            .complete(
                grouped
                    ? tally.broken().list().size() == tally.broken().count()
                        && tally.twice().list().size() == tally.twice().count()
                        && lacking.size() <= settings.list()
                    : tally.ranges().list().size() == tally.ranges().count());
    values(reading, tally, unscannable);
    if (grouped) {
      lost.remember(reading, tally, lacking);
    } else {
      remember(reading, tally, before);
      next(tally, counted, lost.since()).ifPresent(rows -> rows.remember(reading));
    }
    return reading.build();
  }

  /** The groups that have rows; of a rhythm, the time from its first period to now. */
  private Covered covered(Tally tally, Optional<Beginning> before) {
    Instant kept = now.minus(settings.kept());
    if (grouped) {
      return Covered.rows(TimeSpan.between(kept, now), places(tally));
    }
    Instant first = grid.orElseThrow().start(tally.first());
    Instant from = before.map(Beginning::time).filter(was -> was.isBefore(first)).orElse(first);
    return Covered.rows(
        TimeSpan.between(kept, now),
        List.of(
            Place.WHOLE.during(TimeSpan.between(Times.later(from, kept), settings.until(now)))));
  }

  /** Each group, and all of them for what is counted over all. */
  private List<Place> places(Tally tally) {
    Groups groups = settings.groups(table);
    List<Place> all = new ArrayList<>();
    TimeSpan times = tally.all().get(0).times();
    for (Parts.Counts one : tally.all()) {
      Place place = Place.of(groups.name(one.group())).during(one.times());
      all.add(grid.isPresent() ? place : place.at(new Span(one.first(), one.last())));
      times = times.hull(one.times());
    }
    all.add(Place.WHOLE.during(times));
    return all;
  }

  private static String gone(List<GroupsLost.Group> lacking) {
    return "rows that were there are gone from %s; ".formatted(Groups.WORDS.count(lacking.size()));
  }

  private String gone(Tally tally, Optional<Beginning> before, Optional<KeptRows> counted) {
    boolean gone =
        counted.filter(rows -> rows.lost(tally.left()) > 0).isPresent()
            || beginsLater(tally, before);
    return gone ? "rows that were there are gone; " : "";
  }

  private boolean beginsLater(Tally tally, Optional<Beginning> before) {
    return settings.first().isEmpty()
        && grid.isPresent()
        && before
            .filter(was -> !was.time().isBefore(now.minus(settings.kept())))
            .filter(was -> grid.get().number(was.time()) < tally.first())
            .isPresent();
  }

  private String text(Tally tally) {
    if (tally.missing() > 0) {
      return thing.count(tally.missing())
          + " missing in "
          + (grouped
              ? "%,d of %s".formatted(tally.broken().count(), Groups.WORDS.count(tally.groups()))
              : "%,d %s"
                  .formatted(
                      tally.ranges().count(), GapObservations.RANGE.of(tally.ranges().count())));
    }
    String rows = settings.table().row().count(tally.rows());
    return (grouped ? Groups.WORDS.count(tally.groups()) + " with " + rows : rows)
        + (grid.isPresent() ? ", no %s missing".formatted(thing.one()) : ", none missing");
  }

  private List<Fact> facts(Tally tally) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            GapFacts.capital(settings.table().row().many()) + " checked",
            "%,d".formatted(tally.rows())));
    if (grouped) {
      facts.add(
          new Fact(
              "Groups",
              "%,d by %s".formatted(tally.groups(), String.join(", ", settings.table().by()))));
    }
    settings
        .every()
        .ifPresent(
            rhythm ->
                facts.add(
                    new Fact(
                        "Rhythm",
                        "every %s, clock of %s"
                            .formatted(Durations.text(rhythm.every()), rhythm.zone()))));
    if (!table.guessed().isEmpty()) {
      facts.add(new Fact("Times", table.guessed()));
    }
    grid.ifPresent(
        periods ->
            facts.add(
                new Fact(
                    "Range", periods.name(tally.first()) + " to " + periods.name(tally.last()))));
    facts.add(new Fact("Gaps found", gaps(tally)));
    facts.add(
        new Fact(
            "Time window",
            "%s → %s ago"
                .formatted(Durations.text(settings.window()), Durations.text(settings.settle()))));
    return facts;
  }

  private String gaps(Tally tally) {
    long all = grouped ? tally.broken().count() : tally.ranges().count();
    long listed = grouped ? tally.broken().list().size() : tally.ranges().list().size();
    if (all == 0) {
      return "0";
    }
    return "%,d (%s missing)%s"
        .formatted(
            tally.ranges().count(),
            thing.count(tally.missing()),
            listed == all
                ? ""
                : grouped
                    ? ", the worst %,d of %,d groups are listed".formatted(listed, all)
                    : GapFacts.listed(listed, all));
  }

  private void values(Measured.Builder reading, Tally tally, UnscannableRows unscannable) {
    reading
        .value(GapsCheck.ROWS, tally.rows())
        .value(GapsCheck.MISSING, tally.missing())
        .value(GapsCheck.RANGES, tally.ranges().count());
    if (grouped) {
      reading.value(GapsCheck.GROUPS, tally.groups());
    }
    if (grid.isEmpty()) {
      reading
          .value(GapsCheck.DUPLICATES, tally.duplicates())
          .value(GapsCheck.ORDER, tally.early())
          .value(GapsCheck.WITHOUT_NUMBER, unscannable.withoutNumber());
    }
    reading
        .value(GapsCheck.WITHOUT_TIME, unscannable.withoutTime())
        .value(GapsCheck.FUTURE, unscannable.inFuture())
        .value(MixedUnits.METRIC, unscannable.units().rows());
  }

  /** What is lost is missed until it is back, or would have left the window. */
  private Optional<KeptRows> next(Tally tally, Optional<KeptRows> counted, Instant since) {
    Grid periods = grid.orElseThrow();
    long first = Math.max(periods.number(since) + 1, tally.first());
    long last = periods.number(settings.until(now)) - 1;
    return counted
        .filter(rows -> rows.lost(tally.left()) > 0)
        .or(
            () ->
                Optional.of(new KeptRows(tally.rest(), periods.start(first), periods.start(last)))
                    .filter(rows -> rows.rows() > 0));
  }

  private void remember(Measured.Builder reading, Tally tally, Optional<Beginning> before) {
    Instant first = grid.orElseThrow().start(tally.first());
    Instant earliest =
        before.map(Beginning::time).filter(time -> time.isBefore(first)).orElse(first);
    reading
        .value(GapsCheck.EARLIEST, grid.get().number(earliest))
        .value(GapsCheck.EARLIEST_TIME, earliest.getEpochSecond())
        .value(GapsCheck.GREATEST, tally.last());
  }
}

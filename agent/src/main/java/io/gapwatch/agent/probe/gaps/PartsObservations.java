package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.table.Groups;
import io.gapwatch.agent.probe.table.TimedTable;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.probe.table.Words;
import io.gapwatch.agent.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The wording of what is missing in groups, or in a rhythm. */
final class PartsObservations {
  /** More ranges than this are not told of one group; all are counted. */
  private static final int IN_WORDS = 3;

  private static final String ALL = "gapwatch gaps prints all ranges as a table, CSV or SQL";

  private final GapsSettings settings;
  private final String table;
  private final Groups groups;
  private final Timeline timeline;
  private final Optional<Grid> grid;
  private final Words thing;

  /**
   * @param thing what is missing: rows, or hours
   */
  PartsObservations(GapsSettings settings, TimedTable table, Optional<Grid> grid, Words thing) {
    this.settings = settings;
    this.table = settings.table().table();
    this.groups = settings.groups(table);
    this.timeline = table.timeline();
    this.grid = grid;
    this.thing = thing;
  }

  /** One for each range. */
  List<Observation> ranges(Tally tally) {
    List<Observation> all = new ArrayList<>();
    long listed = 0;
    for (Parts.Range one : tally.ranges().list()) {
      all.add(range(one, tally.missing()));
      listed += one.range().count();
    }
    long more = tally.ranges().count() - tally.ranges().list().size();
    if (more > 0) {
      all.add(
          further(
              "further ranges",
              tally.missing() - listed,
              "%,d smaller %s".formatted(more, GapObservations.RANGE.of(more)),
              tally));
    }
    return all;
  }

  private Observation range(Parts.Range one, long total) {
    MissingRange range = one.range();
    Map<String, Object> evidence = new LinkedHashMap<>();
    range
        .times()
        .ifPresent(
            times -> {
              evidence.put("from", times.from().toString());
              evidence.put("until", times.until().toString());
            });
    evidence.put("count", range.count());
    Observation missing =
        Observation.of(
                GapsCheck.MISSING,
                table + " " + name(range),
                (double) total,
                Long.toString(range.count()),
                thing.count(range.count()) + " missing",
                "backfill this range; " + ALL)
            .with(evidence)
            .settlingAt(one.settlesAt());
    return range.times().map(times -> missing.since(times.from()).at(place(times))).orElse(missing);
  }

  /** Periods have times, and no numbers that would be the same for ever. */
  private static Place place(MissingRange.Times times) {
    return Place.WHOLE.during(new TimeSpan(times.from(), times.until().minusNanos(1))).moving();
  }

  /** {@code 40-49}, {@code 2026-11-20 05:00Z to 2026-11-20 07:00Z}. */
  private String name(MissingRange range) {
    long first = range.span().first();
    long last = range.span().last();
    if (grid.isEmpty()) {
      return GapObservations.name(range.span());
    }
    String begin = grid.get().name(first);
    return first == last ? begin : begin + " to " + grid.get().name(last);
  }

  /** One for each group, so that it stays one incident however its ranges change. */
  List<Observation> groups(Tally tally) {
    List<Observation> all = new ArrayList<>();
    long listed = 0;
    for (Tally.Broken one : tally.broken().list()) {
      all.add(group(one, tally.missing()));
      listed += one.missing();
    }
    long more = tally.broken().count() - tally.broken().list().size();
    if (more > 0) {
      all.add(
          further(
              "further groups",
              tally.missing() - listed,
              Numbers.count(more, "further group"),
              tally));
    }
    return all;
  }

  private Observation group(Tally.Broken one, long total) {
    List<String> values = one.counts().group();
    Map<String, Object> evidence = new LinkedHashMap<>();
    IntStream.range(0, values.size())
        .forEach(i -> evidence.put(groups.names().get(i), values.get(i)));
    evidence.put("count", one.missing());
    evidence.put("ranges", one.ranges());
    String which =
        one.longest().stream().limit(IN_WORDS).map(this::name).collect(Collectors.joining(", "));
    long more = one.ranges() - Math.min(IN_WORDS, one.longest().size());
    return Observation.of(
            GapsCheck.MISSING,
            table + " " + groups.name(values),
            (double) total,
            Long.toString(one.missing()),
            "%s missing: %s%s"
                .formatted(
                    thing.count(one.missing()),
                    which,
                    more == 0
                        ? ""
                        : " and %,d smaller %s".formatted(more, GapObservations.RANGE.of(more))),
            "backfill " + (one.ranges() == 1 ? "this range; " : "these ranges; ") + ALL)
        .with(evidence)
        .settlingAt(one.settlesAt())
        .at(place(values, one.where()));
  }

  /** Of a group; periods have times, and no numbers that would be the same for ever. */
  private Place place(List<String> values, Parts.Where where) {
    Place times = Place.of(groups.name(values)).during(where.times());
    return grid.isPresent() ? times : times.at(where.numbers());
  }

  /** One for each group that has any, and one for all where none has. */
  private List<Observation> duplicates(Tally tally, GapObservations flaws) {
    List<Observation> all = new ArrayList<>();
    long listed = 0;
    for (Parts.Counts one : tally.twice().list()) {
      all.add(
          flaws
              .duplicates(groups.name(one.group()), one.duplicates(), tally.duplicates())
              .at(place(one.group(), one.twice().orElseThrow())));
      listed += one.duplicates();
    }
    if (listed < tally.duplicates()) {
      all.add(flaws.duplicates("further groups", tally.duplicates() - listed, tally.duplicates()));
    }
    return all.isEmpty() ? List.of(flaws.duplicates(0)) : all;
  }

  private Observation further(String what, long missing, String where, Tally tally) {
    return Observation.of(
            GapsCheck.MISSING,
            table + ": " + what,
            (double) tally.missing(),
            Long.toString(missing),
            "%,d more %s missing in %s".formatted(missing, thing.of(missing), where),
            ALL)
        .at(GapObservations.during(tally.near()));
  }

  List<Observation> flaws(Tally tally, UnscannableRows unscannable) {
    GapObservations flaws = new GapObservations(settings, timeline);
    List<Observation> all = new ArrayList<>();
    if (grid.isEmpty()) {
      all.addAll(duplicates(tally, flaws));
      all.add(flaws.order(tally.early()));
      all.add(flaws.withoutNumber(unscannable));
    }
    all.addAll(flaws.times(unscannable));
    return all;
  }
}

package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.table.Groups;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What groups had and have no longer: their first rows, their last ones, or all of them. */
final class GroupsLost {
  private static final String REMEDY =
      Lost.REMEDY + "; a group that was removed on purpose is left out with where";

  private final GapsSettings settings;
  private final Groups groups;
  private final Optional<Grid> grid;
  private final GroupsPast past;
  private final Optional<KeptGroups> counted;
  private final Instant now;

  /**
   * @param grid the periods; empty where rows have numbers
   * @param counted the rows that groups with a rhythm had
   */
  GroupsLost(
      GapsSettings settings,
      Groups groups,
      Optional<Grid> grid,
      GroupsPast past,
      Optional<KeptGroups> counted,
      Instant now) {
    this.settings = settings;
    this.groups = groups;
    this.grid = grid;
    this.past = past;
    this.counted = counted;
    this.now = now;
  }

  /**
   * One group.
   *
   * @param was what it had
   * @param count how much it lacks of what it had
   * @param spans where that was
   * @param text the same in words
   */
  record Group(String name, Beginning was, long count, List<Span> spans, String text) {
    /** From the first to the last of it. */
    Span where() {
      return spans.stream().reduce(Span::hull).orElseThrow();
    }

    /** Both of what one group lacks: one finding. */
    Group and(Group other) {
      List<Span> all = Stream.concat(spans.stream(), other.spans.stream()).toList();
      return new Group(name, was, count + other.count, all, text + "; " + other.text);
    }
  }

  /** From then on, rows will still be in the window when the next run comes. */
  Instant since() {
    return past.since(settings.kept(), now);
  }

  /** Those that lack anything, in no order. */
  List<Group> of(Tally tally, Elsewhere.Groups elsewhere) {
    Map<String, Parts.Counts> present = new LinkedHashMap<>();
    tally.all().forEach(counts -> present.put(groups.name(counts.group()), counts));
    List<Group> lost = new ArrayList<>();
    for (String name : past.groups().keySet()) {
      past.of(name, now.minus(settings.kept()))
          .flatMap(was -> lost(name, was, Optional.ofNullable(present.get(name)), elsewhere))
          .ifPresent(lost::add);
    }
    return lost;
  }

  /** Those that have lost most rows of periods that still have others. */
  List<Group> thinned(Tally tally) {
    return counted
        .flatMap(kept -> grid.map(periods -> kept.lost(tally, groups, periods, past)))
        .orElse(List.of());
  }

  private Optional<Group> lost(
      String name, Beginning was, Optional<Parts.Counts> is, Elsewhere.Groups elsewhere) {
    if (is.isEmpty()) {
      Span all = new Span(was.number(), Math.max(was.number(), was.greatest()));
      String had = "all its rows are gone; " + text(all);
      return group(name, was, all, elsewhere, had);
    }
    if (grid.isPresent()) {
      // What it lacks at its beginning or end is missing periods.
      return Optional.empty();
    }
    return Stream.of(
            before(name, was, is.get().first(), elsewhere),
            after(name, was, is.get().last(), elsewhere))
        .flatMap(Optional::stream)
        .reduce(Group::and);
  }

  private Optional<Group> before(
      String name, Beginning was, long first, Elsewhere.Groups elsewhere) {
    return was.number() >= first
        ? Optional.empty()
        : group(
            name,
            was,
            new Span(was.number(), first - 1),
            elsewhere,
            "its rows begin only at %d; it had %s".formatted(first, text(was.number(), first - 1)));
  }

  private Optional<Group> after(String name, Beginning was, long last, Elsewhere.Groups elsewhere) {
    return was.greatest() <= last
        ? Optional.empty()
        : group(
            name,
            was,
            new Span(last + 1, was.greatest()),
            elsewhere,
            // What lay between may have had holes: a wrong number that was removed leaves but
            // those.
            "its rows end at %d; they ended at %d".formatted(last, was.greatest()));
  }

  private static Optional<Group> group(
      String name, Beginning was, Span where, Elsewhere.Groups elsewhere, String text) {
    long count = where.count() - elsewhere.of(name).within(where);
    return count == 0
        ? Optional.empty()
        : Optional.of(new Group(name, was, count, List.of(where), text));
  }

  /** Of what it had no more than the last row may be known. */
  private String text(Span all) {
    return all.count() == 1
        ? "they ended at " + text(all.first(), all.last())
        : "it had " + text(all.first(), all.last());
  }

  private String text(long first, long last) {
    String begin = grid.map(periods -> periods.name(first)).orElse(Long.toString(first));
    String end = grid.map(periods -> periods.name(last)).orElse(Long.toString(last));
    return first == last ? begin : begin + " to " + end;
  }

  /** Passes on what they lack, group by group, without the numbers that are elsewhere. */
  void each(List<Group> lost, Elsewhere.Groups elsewhere, Consumer<MissingRange> sink) {
    lost.stream()
        .sorted(Comparator.comparing(Group::name))
        .forEach(
            one ->
                groups
                    .parse(one.name())
                    .ifPresent(
                        values ->
                            one.spans()
                                .forEach(
                                    span ->
                                        elsewhere
                                            .of(one.name())
                                            .without(range -> sink.accept(timed(range)))
                                            .accept(
                                                new MissingRange(
                                                    span,
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    values,
                                                    Optional.empty())))));
  }

  private MissingRange timed(MissingRange range) {
    return new MissingRange(
        range.span(),
        range.after(),
        range.before(),
        range.group(),
        grid.map(periods -> periods.times(range.span())));
  }

  /** One for each group that is listed, and one for all others. */
  List<Observation> observations(List<Group> lost) {
    List<Observation> all = new ArrayList<>();
    long total = lost.stream().mapToLong(Group::count).sum();
    List<Group> worst =
        lost.stream()
            .sorted(Comparator.comparingLong(Group::count).reversed().thenComparing(Group::name))
            .limit(settings.list())
            .toList();
    worst.forEach(
        one -> all.add(observation(one.name(), total, one.count(), one.text()).at(place(one))));
    long more = (long) lost.size() - worst.size();
    if (more > 0) {
      long listed = worst.stream().mapToLong(Group::count).sum();
      all.add(
          observation(
              "further groups",
              total,
              total - listed,
              Groups.WORDS.count(more) + " more lack rows that were there"));
    }
    return all;
  }

  private Observation observation(String what, long total, long count, String text) {
    return Observation.of(
        GapsCheck.LOST,
        "%s %s: lost rows".formatted(settings.table().table(), what),
        (double) total,
        "%,d lost".formatted(count),
        text,
        REMEDY);
  }

  private Place place(Group one) {
    Place part = Place.of(one.name());
    return grid.map(
            periods ->
                part.during(
                    TimeSpan.between(
                        periods.start(one.where().first()), periods.start(one.where().last()))))
        .orElseGet(() -> part.at(one.where()).during(TimeSpan.between(one.was().time(), now)));
  }

  /** Writes down what the next runs must find. */
  void remember(Measured.Builder reading, Tally tally, List<Group> lost) {
    new GroupsMemory(settings, groups, grid, past, now)
        .write(reading, tally, lost, thinned(tally).isEmpty());
  }
}

package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts each group period by period, in one question, and compares the last whole one. */
final class ParticipantsProbe implements Probe {
  private static final String REMEDY =
      "see whether what collects for this group runs and is let in; compare with the source of the"
          + " data before anything else";

  /** The subject of all rows together, or of those without a group. */
  private static final String WITHOUT_GROUP = "count";

  private final CountedRows counted;
  private final Usual usual;
  private final Limits limits;

  /** What it is compared with. */
  record Usual(
      Grid grid,
      Duration settle,
      Duration season,
      Duration window,
      long samples,
      double deviations,
      List<TimeSpan> except) {
    Usual {
      except = List.copyOf(except);
    }
  }

  /**
   * @param limits beyond which a period of the past was no usual one
   */
  ParticipantsProbe(CountedRows counted, Usual usual, Limits limits) {
    this.counted = counted;
    this.usual = usual;
    this.limits = limits;
  }

  @Override
  public Reading ask(ProbeContext context) {
    SqlSession session = context.session(SqlSession.class);
    Instant tested = usual.grid().due(context.now(), usual.settle());
    Instant from = usual.grid().floor(context.now().minus(usual.window()));
    CountedRows.Counts read =
        counted.count(context, from, usual.grid().end(tested), usual.grid().every());
    Map<String, NavigableMap<Instant, Double>> groups = read.groups();
    if (groups.isEmpty()) {
      return new Unavailable(
          "table %s has no rows from %s to %s in %s%s"
              .formatted(
                  counted.table(),
                  from,
                  usual.grid().end(tested),
                  session.answeredBy(),
                  read.timeless() > 0
                      ? "; %s have no time".formatted(Numbers.count(read.timeless(), "row"))
                      : ""),
          "check the table, where and timestamp, that its writer runs, and that this is its"
              + " database");
    }
    Measured.Builder reading =
        Measured.saying(summary(groups, tested, context.now()))
            .fact("Database", session.answeredBy())
            .fact("Period", "%s to %s".formatted(tested, usual.grid().end(tested)));
    Most most = Most.of(ParticipantsCheck.MOST, context, from);
    EarlierPeriods earlier = new EarlierPeriods(usual, most, tested, context);
    groups.forEach((group, counts) -> add(reading, group, counts, earlier));
    Set<String> gone = gone(groups.keySet(), from, context);
    gone.forEach(group -> addGone(reading, group));
    addAhead(reading, read.ahead());
    addTimeless(reading, read.timeless());
    return reading
        .covering(
            Covered.parts(
                Stream.concat(groups.keySet().stream(), gone.stream())
                    .map(group -> place(group).part())
                    .collect(Collectors.toSet())))
        .build();
  }

  /** Groups that had rows in a period that is in the window still, and have none in all of it. */
  private Set<String> gone(Set<String> present, Instant from, ProbeContext context) {
    Set<String> gone = new TreeSet<>(context.newest(ParticipantsCheck.COUNT, from).keySet());
    gone.removeAll(present);
    gone.removeIf(
        group ->
            group.isEmpty()
                || context.past(ParticipantsCheck.COUNT, group, from).stream()
                    .filter(sample -> sample.value() > 0)
                    .allMatch(
                        sample -> usual.grid().due(sample.at(), usual.settle()).isBefore(from)));
    return gone;
  }

  private void addGone(Measured.Builder reading, String group) {
    reading
        .fact(group, "its rows are gone")
        .value(ParticipantsCheck.COUNT, group, 0L)
        .observe(
            Observation.of(
                    ParticipantsCheck.DROP,
                    group,
                    100.0,
                    "its rows are gone",
                    "all rows of %s in the window are gone, and were there".formatted(group),
                    "find out who deleted or renamed them; look for them in a backup")
                .at(place(group)));
  }

  private static void addAhead(Measured.Builder reading, long ahead) {
    reading
        .value(ParticipantsCheck.FUTURE, ahead)
        .observe(
            Observation.of(
                ParticipantsCheck.FUTURE,
                "rows in the future",
                (double) ahead,
                Long.toString(ahead),
                Numbers.count(ahead, "row")
                    + " in the future: until then they hide whether anybody writes",
                "look at the clock of what writes these rows, and at the unit and zone of its"
                    + " times"));
  }

  private static void addTimeless(Measured.Builder reading, long timeless) {
    reading
        .value(ParticipantsCheck.WITHOUT_TIME, timeless)
        .observe(
            Observation.of(
                ParticipantsCheck.WITHOUT_TIME,
                "rows without time",
                (double) timeless,
                Long.toString(timeless),
                "%s without a time, counted in no period".formatted(Numbers.count(timeless, "row")),
                "check what writes the table"));
  }

  private Place place(String group) {
    return ParticipantTable.place(group, counted.by().isPresent());
  }

  private String summary(
      Map<String, NavigableMap<Instant, Double>> groups, Instant tested, Instant now) {
    return groups.entrySet().stream()
            .map(
                group ->
                    (group.getKey().isEmpty()
                            ? groups.size() > 1 ? "without a group " : ""
                            : group.getKey() + " ")
                        + Numbers.text(group.getValue().getOrDefault(tested, 0.0)))
            .collect(Collectors.joining(", "))
        + " from "
        + Times.time(tested, now);
  }

  private void add(
      Measured.Builder reading,
      String group,
      NavigableMap<Instant, Double> counts,
      EarlierPeriods periods) {
    double value = counts.getOrDefault(periods.tested(), 0.0);
    String name = group.isEmpty() ? WITHOUT_GROUP : group;
    reading.value(ParticipantsCheck.COUNT, group, (long) value);
    long gone = periods.remember(reading, group, counts);
    if (gone > 0) {
      reading.fact(
          group.isEmpty() ? "Gone" : group + ": Gone",
          "rows of %s that earlier runs counted".formatted(Numbers.count(gone, "period")));
    }
    List<Double> earlier = periods.usual(group, counts);
    Optional<Baseline> known = Baseline.of(earlier, usual.samples());
    if (known.isEmpty()) {
      String reason =
          "what is usual is not known from %s; %d are needed"
              .formatted(Numbers.count(earlier.size(), "earlier period"), usual.samples());
      reading
          .fact(name, "%s; %s".formatted(Numbers.text(value), reason))
          .unmeasured(
              new Unmeasured(name, reason, "wait for more periods, or lower samples")
                  .at(place(group))
                  .settlingAt(
                      counts
                          .firstKey()
                          .plus(usual.season().multipliedBy(usual.samples() + 1))
                          .plus(usual.settle())));
      return;
    }
    judge(reading, group, name, value, known.get(), periods.tested());
  }

  private void judge(
      Measured.Builder reading,
      String group,
      String name,
      double value,
      Baseline baseline,
      Instant tested) {
    double drop = baseline.drop(value);
    String text =
        "%s, usual are %s ± %s (median of %d)"
            .formatted(
                Numbers.text(value),
                Numbers.text(baseline.median()),
                Numbers.text(baseline.mad()),
                baseline.samples());
    reading
        .fact(name, text)
        .value(ParticipantsCheck.DROP, group, drop)
        .value(ParticipantsCheck.MEDIAN, group, baseline.median())
        .value(ParticipantsCheck.MAD, group, baseline.mad());
    boolean standsOut = baseline.standsOut(value, usual.deviations());
    if (value <= 0 && !standsOut) {
      reading.untold(name); // Nothing came, as at other times: whoever was gone may be still.
    }
    reading.value(ParticipantsCheck.INCIDENT, group, standsOut && limits.brokenBy(drop) ? 1 : 0);
    if (standsOut) {
      reading.observe(
          Observation.of(
                  ParticipantsCheck.DROP,
                  name,
                  drop,
                  Unit.PERCENT.text(drop),
                  "%s below what is usual from %s on: %s"
                      .formatted(Unit.PERCENT.text(drop), Times.dateAndTime(tested), text),
                  REMEDY)
              .at(place(group))
              .with(Map.of("count", value, "median", baseline.median(), "mad", baseline.mad())));
    }
  }
}

package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.epochs.ParticipantTable.Unit;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What runs found wrong with channels of epochs, and no run has seen right since. Each is known by
 * its name, so that rows that are gone, come late or are written anew prove nothing of others. A
 * number holds the epochs of a channel as bits: when everything is wrong the history is small too.
 */
final class Unproven {
  /** Of more channels it is known only up to which epoch a group had something wrong. */
  private static final int MOST = 1_000;

  /** A table may have been without seals for so long, and its runs have names. */
  private static final Duration AGES = Duration.ofDays(60);

  private static final String MORE = "more";
  private static final int BITS = 48;

  private final Metric metric;
  private final Grid grid;
  private final TreeSet<Unit> units =
      new TreeSet<>(
          Comparator.comparing(Unit::group)
              .thenComparing(Unit::channel)
              .thenComparing(Unit::epoch));
  private final Map<String, Instant> more = new HashMap<>();
  private final Optional<Instant> unnamed;

  private Unproven(Metric metric, Grid grid, Optional<Instant> unnamed) {
    this.metric = metric;
    this.grid = grid;
    this.unnamed = unnamed;
  }

  /** What the last run left, of the epochs from one on. */
  static Unproven of(Metric metric, Grid grid, ProbeContext context, Instant from) {
    List<Sample> runs = context.past(EpochsCheck.SEALS, from);
    Optional<Instant> before =
        runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1).at());
    Unproven left = new Unproven(metric, grid, before.filter(any -> !isNamed(context, from)));
    if (before.isPresent()) {
      Instant last = before.get();
      context
          .newest(metric, last)
          .forEach((subject, sample) -> left.read(Subject.read(subject), sample.whole()));
    }
    left.units.removeIf(unit -> unit.epoch().isBefore(from));
    left.more.values().removeIf(from::isAfter);
    return left;
  }

  /** Versions up to 2026-11-28 wrote down no names: each group may have had more of it. */
  private static boolean isNamed(ProbeContext context, Instant from) {
    return Stream.of(from, context.now().minus(AGES))
        .anyMatch(since -> !context.newest(EpochsCheck.SEEN, since).isEmpty());
  }

  private void read(Subject subject, long number) {
    List<String> parts = subject.parts();
    if (parts.size() == 2) {
      more.put(parts.get(0), Instant.ofEpochSecond(number));
      return;
    }
    long first = Long.parseLong(parts.get(2)) * BITS;
    for (int bit = 0; bit < BITS; bit++) {
      if ((number >> bit & 1) == 1) {
        units.add(new Unit(epoch(first + bit), parts.get(1), parts.get(0)));
      }
    }
  }

  private Instant epoch(long index) {
    return Instant.ofEpochMilli(index * grid.every().toMillis());
  }

  private long index(Unit unit) {
    return Math.floorDiv(unit.epoch().toEpochMilli(), grid.every().toMillis());
  }

  /**
   * This run looked at a group.
   *
   * @param wrong what it found
   * @param right what is proven
   * @return what was wrong, and is neither of the two: the rows that told so are gone
   */
  List<Unit> look(String group, Collection<Unit> wrong, Predicate<Unit> right) {
    unnamed.ifPresent(run -> more.put(group, run));
    units.removeIf(unit -> unit.group().equals(group) && right.test(unit));
    Set<Unit> found = new TreeSet<>(units.comparator());
    wrong.forEach(unit -> found.add(new Unit(grid.floor(unit.epoch()), unit.channel(), group)));
    List<Unit> gone =
        units.stream().filter(unit -> unit.group().equals(group) && !found.contains(unit)).toList();
    units.addAll(found);
    return gone;
  }

  /** Whether the group had more of it than is known by name. */
  boolean hadMore(String group) {
    return more.containsKey(group);
  }

  /** Writes it down for the next run, with what is of groups that this one could not look at. */
  void write(Measured.Builder reading) {
    Map<String, Long> numbers = new TreeMap<>();
    Map<String, Instant> beyond = new TreeMap<>(more);
    for (Unit unit : units) {
      long index = index(unit);
      String subject =
          Subject.of(unit.group(), unit.channel(), Long.toString(Math.floorDiv(index, BITS)))
              .text();
      if (numbers.containsKey(subject) || numbers.size() < MOST) {
        numbers.merge(subject, 1L << Math.floorMod(index, BITS), (all, one) -> all | one);
      } else {
        beyond.merge(unit.group(), unit.epoch(), Times::later);
      }
    }
    numbers.forEach((subject, number) -> reading.value(metric, subject, number));
    beyond.forEach(
        (group, epoch) ->
            reading.value(metric, Subject.of(group, MORE).text(), epoch.getEpochSecond()));
  }
}

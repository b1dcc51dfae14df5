package io.gapwatch.agent.init;

import io.gapwatch.agent.report.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The time between a row and the next, of one group or of several.
 *
 * @param all in microseconds, between different times only
 * @param times the different times of each group, ascending
 */
record Intervals(List<Long> all, List<List<Long>> times) {
  private static final long SECOND = 1_000_000;

  /** Fewer say nothing about the hundredth. */
  static final int LEAST = 10;

  /** How often rows come by the clock. */
  private static final List<Duration> PERIODS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(4),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1));

  /** Of so many intervals one in a hundred may be a gap, which has no say in what is usual. */
  private static final double MOST = 0.8;

  private static final double FILLED = 0.75;

  Intervals {
    all = List.copyOf(all);
    times = List.copyOf(times);
  }

  /** Of the times of each group. */
  static Intervals of(Iterable<? extends List<Long>> groups) {
    List<Long> all = new ArrayList<>();
    List<List<Long>> times = new ArrayList<>();
    for (List<Long> group : groups) {
      List<Long> ascending = List.copyOf(new TreeSet<>(group));
      times.add(ascending);
      for (int i = 1; i < ascending.size(); i++) {
        all.add(ascending.get(i) - ascending.get(i - 1));
      }
    }
    return new Intervals(all, times);
  }

  boolean tell() {
    return all.size() >= LEAST;
  }

  /** What 99 of 100 do not exceed. */
  Duration usual() {
    return duration((long) spread().percentile(99));
  }

  Duration longest() {
    return duration((long) spread().max());
  }

  private Spread spread() {
    return Spread.of(all.stream().map(Long::doubleValue).toList());
  }

  /** The period of the clock in which each group has one row; empty if there is none. */
  Optional<Duration> period() {
    return tell() ? PERIODS.stream().filter(this::isPeriod).findFirst() : Optional.empty();
  }

  private boolean isPeriod(Duration period) {
    long micros = period.toSeconds() * SECOND;
    long near = all.stream().filter(one -> Math.abs(one - micros) <= micros / 20).count();
    long filled = 0;
    long due = 0;
    for (List<Long> group : times) {
      filled += group.stream().map(time -> Math.floorDiv(time, micros)).distinct().count();
      due +=
          Math.floorDiv(group.get(group.size() - 1), micros)
              - Math.floorDiv(group.get(0), micros)
              + 1;
    }
    return near >= MOST * all.size() && filled >= FILLED * due;
  }

  /** Whether all of them are whole multiples of this. */
  boolean multiplesOf(Duration step) {
    long micros = step.toSeconds() * SECOND;
    return all.stream().allMatch(one -> one % micros == 0);
  }

  private static Duration duration(long micros) {
    return Duration.ofSeconds(micros / SECOND, micros % SECOND * 1000);
  }
}

package io.gapwatch.agent.init;

import io.gapwatch.agent.init.TableLook.Sampled;
import io.gapwatch.agent.probe.table.Chain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the rows of a table follow each other, as far as its newest rows tell.
 *
 * @param by the column that divides the rows; empty where it is not needed to understand them
 * @param groups how many groups there are; 1 without {@code by}
 * @param numbered whether the sequence has few holes and no number twice, in each group
 * @param every how often a row is due by the clock, where nothing numbers them
 * @param intervals between one row and the next of its group
 */
record Guess(
    Optional<String> by,
    int groups,
    boolean numbered,
    Optional<Duration> every,
    Intervals intervals) {
  private static final int MOST_GROUPS = 200;
  private static final int LEAST_ROWS = 20;

  /** A column of this share of numbers without rows is no sequence. */
  private static final double MOST_HOLES = 0.25;

  /** The share of groups that must be alike. */
  private static final double MOST = 0.9;

  static Guess of(TableLook look) {
    List<Sampled> rows = look.newest();
    Intervals whole = Intervals.of(List.of(times(rows)));
    if (numbered(rows)) {
      return new Guess(Optional.empty(), 1, true, Optional.empty(), whole);
    }
    Optional<Duration> period = whole.period();
    boolean once = rows.stream().map(Sampled::micros).distinct().count() == rows.size();
    if (period.isPresent() && once) {
      return new Guess(Optional.empty(), 1, false, period, whole);
    }
    return IntStream.range(0, look.groups().size())
        .mapToObj(column -> divided(look, column))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> new Guess(Optional.empty(), 1, false, period, whole));
  }

  /** The guess with groups, if each of them is then understood. */
  private static Optional<Guess> divided(TableLook look, int column) {
    Map<String, List<Sampled>> parts = new LinkedHashMap<>();
    for (Sampled row : look.newest()) {
      parts.computeIfAbsent(row.groups().get(column), any -> new ArrayList<>()).add(row);
    }
    List<List<Sampled>> large =
        parts.values().stream().filter(part -> part.size() >= LEAST_ROWS).toList();
    if (parts.size() < 2 || parts.size() > MOST_GROUPS || large.size() < MOST * parts.size()) {
      return Optional.empty();
    }
    Intervals intervals = Intervals.of(large.stream().map(Guess::times).toList());
    boolean numbered = large.stream().filter(Guess::numbered).count() >= MOST * large.size();
    Optional<Duration> every = numbered ? Optional.empty() : intervals.period();
    return numbered || every.isPresent()
        ? Optional.of(
            new Guess(
                Optional.of(look.groups().get(column)), parts.size(), numbered, every, intervals))
        : Optional.empty();
  }

  private static List<Long> times(List<Sampled> rows) {
    return rows.stream().map(Sampled::micros).toList();
  }

  private static boolean numbered(List<Sampled> rows) {
    List<Long> numbers = rows.stream().flatMap(row -> row.number().stream()).toList();
    if (numbers.size() < rows.size() || rows.size() < 2) {
      return false;
    }
    long least = numbers.stream().mapToLong(Long::longValue).min().orElse(0);
    long most = numbers.stream().mapToLong(Long::longValue).max().orElse(0);
    boolean unique = numbers.stream().distinct().count() == numbers.size();
    return unique && (double) most - least + 1 <= numbers.size() / (1 - MOST_HOLES);
  }

  /** Whether they are the blocks of a chain: one in each slot, at the start of it. */
  boolean isOf(Chain chain, TableLook look) {
    boolean blocks =
        look.columns().stream()
                .anyMatch(it -> it.name().matches("(?i)(parent_?|block_?)?hash|.*block.*"))
            || look.name().matches("(?i).*block.*");
    long slot = chain.slot().toSeconds() * 1_000_000;
    long genesis = chain.genesis().getEpochSecond() * 1_000_000;
    return numbered
        && by.isEmpty()
        && blocks
        && intervals.tell()
        && intervals.multiplesOf(chain.slot())
        && look.newest().stream().allMatch(row -> (row.micros() - genesis) % slot == 0);
  }
}

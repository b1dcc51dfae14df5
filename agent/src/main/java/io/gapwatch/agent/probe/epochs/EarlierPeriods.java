package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The periods that a group is compared with, as they were when a run saw the most of them: rows
 * that are deleted make no drop usual.
 *
 * @param tested the period that is compared
 */
record EarlierPeriods(
    ParticipantsProbe.Usual usual, Most most, Instant tested, ProbeContext context) {

  /** Writes down those that are new, the newest first, and says of how many rows are gone. */
  long remember(Measured.Builder reading, String group, NavigableMap<Instant, Double> counts) {
    most.see(reading, group, counts.descendingMap());
    return most.of(group).headMap(tested).entrySet().stream()
        .filter(one -> one.getValue() > counts.getOrDefault(one.getKey(), 0.0))
        .count();
  }

  /**
   * Those that tell what is usual: of the same season, since the group began, without known
   * incidents. What only earlier runs call one is left out as long as enough remain: a new level
   * becomes usual in time. So is the silence that goes on: no run may have looked when it began.
   */
  List<Double> usual(String group, NavigableMap<Instant, Double> counts) {
    TreeMap<Instant, Double> whole = new TreeMap<>(counts);
    most.of(group)
        .headMap(tested)
        .forEach((period, value) -> whole.merge(period, value, Math::max));
    List<Instant> seen = incidents(group);
    List<Double> usualOnes = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    boolean silent = counts.getOrDefault(tested, 0.0) <= 0;
    Instant period = tested.minus(usual.season());
    for (; !period.isBefore(whole.firstKey()); period = period.minus(usual.season())) {
      TimeSpan time = new TimeSpan(period, usual.grid().end(period).minusMillis(1));
      // Since the first row a period without rows is a number as well.
      boolean known = whole.containsKey(period) || !period.isBefore(counts.firstKey());
      if (known && usual.except().stream().noneMatch(time::overlaps)) {
        double value = whole.getOrDefault(period, 0.0);
        all.add(value);
        silent &= counts.getOrDefault(period, 0.0) <= 0;
        if (!silent && !seen.contains(period)) {
          usualOnes.add(value);
        }
      }
    }
    return usualOnes.size() >= usual.samples() ? usualOnes : all;
  }

  private List<Instant> incidents(String group) {
    return context
        .past(ParticipantsCheck.INCIDENT, group, context.now().minus(usual.window()))
        .stream()
        .filter(sample -> sample.value() > 0)
        .map(sample -> usual.grid().due(sample.at(), usual.settle()))
        .toList();
  }
}

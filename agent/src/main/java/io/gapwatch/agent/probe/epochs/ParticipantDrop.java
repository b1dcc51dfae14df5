package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.probe.epochs.ParticipantTable.Counts;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The participants of a group's newest epoch that is due, against those before.
 *
 * @param most what earlier runs saw: rows that are deleted since lower no median
 * @param judged whether not to know it is unknown
 */
record ParticipantDrop(GroupReading group, Most most, boolean judged) {
  static final String SUBJECT = "participants";

  /** Beyond so many deviations a number does not get by itself (Iglewicz and Hoaglin 1993). */
  private static final double DEVIATIONS = 3.5;

  void add(Counts participants) {
    GroupView view = group.view();
    Measured.Builder reading = group.reading();
    TreeMap<Instant, Double> totals = view.totals(participants);
    if (totals.isEmpty()) {
      reading.untold(group.subject(SUBJECT));
      return;
    }
    Instant tested = totals.lastKey();
    double value = totals.lastEntry().getValue();
    reading.value(EpochsCheck.PARTICIPANTS, view.group(), (long) value);
    TreeMap<Instant, Double> seen = most.of(view.group());
    most.see(reading, view.group(), totals);
    if (!seen.isEmpty() && seen.lastKey().isAfter(tested)) {
      reading.untold(group.subject(SUBJECT)); // The epoch that was told of may be gone.
    }
    totals.forEach((epoch, total) -> seen.merge(epoch, total, Math::max));
    List<Double> earlier = List.copyOf(seen.headMap(tested).values());
    Optional<Baseline> baseline = Baseline.of(earlier, view.settings().samples());
    if (baseline.isEmpty()) {
      if (judged) {
        reading.unmeasured(
            new Unmeasured(
                    group.subject(SUBJECT),
                    "a drop is not known from %s; %d are needed"
                        .formatted(
                            Numbers.count(earlier.size(), "earlier epoch"),
                            view.settings().samples()),
                    "wait for more epochs, or lower samples")
                .at(view.place())
                .settlingAt(known(tested, earlier.size())));
      }
      return;
    }
    double drop = baseline.get().drop(value);
    reading.value(EpochsCheck.DROP, view.group(), drop);
    if (baseline.get().standsOut(value, DEVIATIONS)) {
      group.observe(
          Found.of(
              EpochsCheck.DROP,
              SUBJECT,
              drop,
              Unit.PERCENT.text(drop),
              "%,.0f participants in %s, %s below the median of %,.0f"
                  .formatted(
                      value,
                      Times.dateAndTime(tested),
                      Unit.PERCENT.text(drop),
                      baseline.get().median()),
              tested.getEpochSecond()));
    }
  }

  /** When enough epochs will be there, if each is sealed. */
  private Instant known(Instant tested, int have) {
    Duration every = group.view().settings().grid().every();
    return tested
        .plus(every.multipliedBy(group.view().settings().samples() - have + 1))
        .plus(group.view().settings().lag());
  }
}

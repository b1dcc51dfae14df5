package io.gapwatch.agent.report;

import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many runs were due in a period, and what became of them. Each due time is in one of the three
 * lists.
 *
 * @param from from when on they are counted, UTC: the beginning of the period, or the job's first
 *     known run if that was later
 * @param whole whether that is the whole period; before the first known run nobody knows whether
 *     the job was there already, or the history was
 * @param ran due times that a run served which ended, or is going on
 * @param unfinished due times that only runs served which never ended
 * @param missed due times at which no run began before the next one came
 */
public record DueRuns(
    Instant from,
    boolean whole,
    List<Instant> ran,
    List<Instant> unfinished,
    List<Instant> missed) {
  /** More times than this are told by the first and the last. */
  private static final int FEW = 4;

  public DueRuns {
    ran = List.copyOf(ran);
    unfinished = List.copyOf(unfinished);
    missed = List.copyOf(missed);
  }

  public int count() {
    return ran.size() + unfinished.size() + missed.size();
  }

  /** {@code 8 due by its schedule: 6 ran, 1 never ended, 1 missed}. */
  String inWords() {
    String never = unfinished.isEmpty() ? "" : unfinished.size() + " never ended, ";
    String since = whole ? "" : ", counted from the first known run, " + Times.dateAndTime(from);
    return "%d due by its schedule: %d ran, %s%d missed%s"
        .formatted(count(), ran.size(), never, missed.size(), since);
  }

  /** {@code missed: 2026-11-21 03:00 UTC, 2026-11-21 06:00 UTC}; empty when none was. */
  Optional<String> missedInWords() {
    if (missed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        missed.size() <= FEW
            ? "missed: " + missed.stream().map(Times::dateAndTime).collect(Collectors.joining(", "))
            : "missed: the first %s, the last %s"
                .formatted(
                    Times.dateAndTime(missed.get(0)),
                    Times.dateAndTime(missed.get(missed.size() - 1))));
  }
}

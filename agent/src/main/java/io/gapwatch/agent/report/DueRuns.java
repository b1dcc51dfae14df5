package io.gapwatch.agent.report;

import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The due times of a period. Each is in exactly one of the three lists.
 *
 * @param from where counting starts, UTC: the start of the period, or the job's first known run if
 *     that was later
 * @param wholePeriod whether that is the whole period; before the first known run, the job or the
 *     history may not have existed
 * @param ran due times covered by a run that ended or is in progress
 * @param unfinished due times covered only by runs that never ended
 * @param missed due times without a run before the next due time
 */
public record DueRuns(
    Instant from,
    boolean wholePeriod,
    List<Instant> ran,
    List<Instant> unfinished,
    List<Instant> missed) {
  /** More times than this are shortened to the first and the last. */
  private static final int FEW = 4;

  public DueRuns {
    ran = List.copyOf(ran);
    unfinished = List.copyOf(unfinished);
    missed = List.copyOf(missed);
  }

  public int count() {
    return ran.size() + unfinished.size() + missed.size();
  }

  /** {@code 8 due by schedule: 6 ran, 1 never ended, 1 missed}. */
  public String inWords() {
    String never = unfinished.isEmpty() ? "" : unfinished.size() + " never ended, ";
    String since =
        wholePeriod ? "" : ", counted since the first known run at " + Times.dateAndTime(from);
    return "%d due by schedule: %d ran, %s%d missed%s"
        .formatted(count(), ran.size(), never, missed.size(), since);
  }

  /** {@code missed: 2026-11-21 03:00 UTC, 2026-11-21 06:00 UTC}; empty if none was. */
  public Optional<String> missedInWords() {
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

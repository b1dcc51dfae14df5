package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.text.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A night or a week of one job.
 *
 * @param from its start, UTC
 * @param to its end: the time of the report
 * @param deadline how long a run may take; an older one without an end never ended
 * @param runs those that began in it, oldest first
 * @param due the runs that were due in it
 * @param incidents those that were active in it, oldest first
 */
public record Period(
    String job,
    Instant from,
    Instant to,
    Duration deadline,
    List<Run> runs,
    Optional<RunGap> longestGap,
    DueRuns due,
    List<Incident> incidents,
    List<MetricSeries> series) {

  public Period {
    runs = List.copyOf(runs);
    incidents = List.copyOf(incidents);
    series = List.copyOf(series);
  }

  /** How many runs ended with this status. */
  public long ended(Status status) {
    return runs.stream()
        .filter(run -> run.ending().filter(end -> end.status() == status).isPresent())
        .count();
  }

  /** How many never ended: killed, or the machine went down. */
  public long unfinished() {
    return runs.stream().filter(run -> run.abandoned(to, deadline)).count();
  }

  /** How many are in progress. */
  public long goingOn() {
    return runs.stream().filter(run -> run.ending().isEmpty()).count() - unfinished();
  }

  /** {@code 8 runs: 6 ok, 1 warning, 1 critical, 0 unknown, 0 unfinished}. */
  String runsInWords() {
    StringBuilder text = new StringBuilder(Numbers.count(runs.size(), "run")).append(": ");
    for (Status status : Status.values()) {
      text.append(ended(status)).append(' ').append(status.word()).append(", ");
    }
    text.append(unfinished()).append(" unfinished");
    return goingOn() == 0 ? text.toString() : text + ", " + goingOn() + " in progress";
  }

  /**
   * How the last of its runs ended; unknown if it did not, or if one that was due after it is
   * missing.
   */
  public Status latest() {
    if (runs.isEmpty()) {
      return Status.UNKNOWN;
    }
    Run last = runs.get(runs.size() - 1);
    return due.missed().stream().anyMatch(missed -> missed.isAfter(last.startedAt()))
        ? Status.UNKNOWN
        : last.ending().map(Run.Ending::status).orElse(Status.UNKNOWN);
  }

  /** The worst of its runs. An unfinished run is unknown, and a missed one rules out a tick. */
  public Status worst() {
    if (unfinished() > 0) {
      return Status.UNKNOWN;
    }
    Status ended =
        Status.worst(
            runs.stream().flatMap(run -> run.ending().stream()).map(Run.Ending::status).toList());
    return due.missed().isEmpty() ? ended : Status.worst(List.of(ended, Status.WARNING));
  }
}

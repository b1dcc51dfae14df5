package io.gapwatch.agent.report;

import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.result.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The last finished run of a job.
 *
 * @param report what it found
 * @param now the time of this report, UTC
 * @param incidents the job's pending and open incidents, as they are now
 * @param recent the numbers of the preceding days, for plots
 */
public record LastRun(
    Run run, RunResult report, Instant now, List<Incident> incidents, List<MetricSeries> recent) {

  public LastRun {
    incidents = List.copyOf(incidents);
    recent = List.copyOf(recent);
  }

  /** How long it took. */
  Duration took() {
    return run.ending()
        .map(end -> Duration.between(run.startedAt(), end.at()))
        .orElse(Duration.ZERO);
  }

  Duration age() {
    return Duration.between(run.startedAt(), now);
  }
}

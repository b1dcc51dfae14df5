package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run has to say.
 *
 * @param job the job that ran; empty for checks run by hand
 * @param startedAt the one clock reading of the run, UTC
 */
public record RunReport(
    Optional<String> job, Instant startedAt, Status status, List<CheckResult> checks) {

  public RunReport {
    checks = List.copyOf(checks);
  }

  public static RunReport of(Optional<String> job, Instant startedAt, List<CheckResult> checks) {
    return new RunReport(
        job, startedAt, Status.worst(checks.stream().map(CheckResult::status).toList()), checks);
  }
}

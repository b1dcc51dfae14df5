package io.gapwatch.agent.result;

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
 * @param status of the data
 * @param exitCode of the process: that of the status, or 2 when the run itself was degraded
 */
public record RunResult(
    Optional<String> job,
    Instant startedAt,
    Status status,
    int exitCode,
    List<CheckResult> checks) {
  private static final int FAILED = 2;

  public RunResult {
    checks = List.copyOf(checks);
  }

  public static RunResult of(Optional<String> job, Instant startedAt, List<CheckResult> checks) {
    Status status = Status.worst(checks.stream().map(CheckResult::status).toList());
    return new RunResult(job, startedAt, status, status.exitCode(), checks);
  }

  /** The same of a run that could not use all that it was configured to use. */
  public RunResult degraded() {
    return new RunResult(job, startedAt, status, FAILED, checks);
  }
}

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
 * @param status of the data
 * @param exitCode of the process: that of the status, or 2 when the run itself was crippled
 */
public record RunReport(
    Optional<String> job,
    Instant startedAt,
    Status status,
    int exitCode,
    List<CheckResult> checks) {
  private static final int FAILED = 2;

  public RunReport {
    checks = List.copyOf(checks);
  }

  public static RunReport of(Optional<String> job, Instant startedAt, List<CheckResult> checks) {
    Status status = Status.worst(checks.stream().map(CheckResult::status).toList());
    return new RunReport(job, startedAt, status, status.exitCode(), checks);
  }

  /** The same of a run that could not use all that it was configured to use. */
  public RunReport crippled() {
    return new RunReport(job, startedAt, status, FAILED, checks);
  }
}

package io.gapwatch.agent.result;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The result of a run.
 *
 * @param job the job that ran; empty for manual checks
 * @param startedAt the run's single clock reading, UTC
 * @param status of the data: the worst of the checks, or unknown where an incident is no longer
 *     known to be over although no check finds it
 * @param exitCode of the process: that of the status, or 2 when the run itself was degraded
 * @param checks in the order of the job
 */
public record RunResult(
    Optional<String> job,
    Instant startedAt,
    Status status,
    int exitCode,
    List<CheckResult> checks,
    Standing standing) {
  private static final int FAILED = 2;

  public RunResult {
    checks = List.copyOf(checks);
  }

  public static RunResult of(Optional<String> job, Instant startedAt, List<CheckResult> checks) {
    Status status = Status.worst(checks.stream().map(CheckResult::status).toList());
    return new RunResult(job, startedAt, status, status.exitCode(), checks, Standing.CLEAR);
  }

  /** Its checks as people read them: what is wrong first, otherwise in the order of the job. */
  public List<CheckResult> worstFirst() {
    return checks.stream()
        .sorted(
            Comparator.comparingInt(
                check -> (check.hasCritical() ? Status.CRITICAL : check.status()).rank()))
        .toList();
  }

  /** The same for a run that could not use everything configured. */
  public RunResult degraded() {
    return new RunResult(job, startedAt, status, FAILED, checks, standing);
  }

  /** The same with what its incidents add. */
  public RunResult with(Standing incidents) {
    boolean hidden = incidents.unknown() && status.compareTo(Status.CRITICAL) < 0;
    Status all = hidden ? Status.UNKNOWN : status;
    return new RunResult(
        job, startedAt, all, Math.max(exitCode, all.exitCode()), checks, incidents);
  }
}

package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Muting;
import java.util.List;

/**
 * Everything one run of a job stores, atomically.
 *
 * @param run with its ending
 * @param results the results of its checks
 * @param advance what {@code IncidentTracker} made of the job's active incidents and these results;
 *     a pending incident of the job that it omits is deleted
 * @param channels the names of the job's messengers; each gets its own copy of every transition
 * @param muting what is muted at this time
 */
public record Commit(
    Run run, List<CheckResult> results, Advance advance, List<String> channels, Muting muting) {

  public Commit {
    results = List.copyOf(results);
    channels = List.copyOf(channels);
  }
}

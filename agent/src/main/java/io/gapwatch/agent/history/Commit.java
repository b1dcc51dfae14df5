package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Muting;
import java.util.List;

/**
 * All that one run of a job leaves behind; it is stored whole or not at all.
 *
 * @param run with its ending
 * @param results what its checks answered
 * @param advance what {@code IncidentTracker} made of the job's active incidents and these results;
 *     a pending incident of the job that it leaves out is forgotten
 * @param channels the names of the job's messengers; each gets its own copy of every transition
 * @param muting what people may not be told of at this time
 */
public record Commit(
    Run run, List<CheckResult> results, Advance advance, List<String> channels, Muting muting) {

  public Commit {
    results = List.copyOf(results);
    channels = List.copyOf(channels);
  }
}

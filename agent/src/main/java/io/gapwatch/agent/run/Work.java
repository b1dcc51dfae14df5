package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.source.Compute;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one run does, between the start and the end that all runs share. */
interface Work {
  /** The secrets that it needs, besides those of the channels. */
  Stream<String> secretNames();

  /** Whether its runs also look at the runs of all jobs, at the clock and at metered sources. */
  boolean looksAround();

  /** How many consecutive good runs resolve what it found, where the configuration does not say. */
  int recover();

  /**
   * Does it.
   *
   * @param history holds this run already
   * @param results receives the results as they come
   */
  Compute run(JobExecution execution, History history, Run run, List<CheckResult> results);

  /**
   * What is told whether or not anything is wrong; empty if only changes are told.
   *
   * @param lines for the phone
   * @param text all of it, for a channel that carries a report
   * @param page the same as HTML
   */
  record Told(String title, List<String> lines, String text, String page) {}

  /** What is to be told of this in any case. */
  default Optional<Told> told(History history, Instant now) {
    return Optional.empty();
  }

  /** The same where the state cannot be stored. */
  void withoutHistory(JobExecution execution, List<CheckResult> results);
}

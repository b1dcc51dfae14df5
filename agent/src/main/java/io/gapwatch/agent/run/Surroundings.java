package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.source.Compute;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run looks at beside its own checks: other runs, the clock, the compute that a provider
 * counts, and what was left undone after earlier runs.
 *
 * @param ofRuns a job whose runs are missed
 * @param ofClock a clock that was, or is, wrong
 * @param metered the check of compute, where a source is metered
 * @param run whose configuration and time are looked at
 */
record Surroundings(
    Optional<CheckResult> ofRuns,
    Optional<CheckResult> ofClock,
    Optional<ComputeCheck> metered,
    JobExecution run) {

  /** Looks at the history as it is before the run is stored in it. */
  static Surroundings of(JobExecution run, History history) {
    return new Surroundings(
        new OtherRuns(history, run.config(), run.job()).missed(run.now()),
        WrongClock.check(history, run.job().name(), run.now()),
        ComputeCheck.of(Optional.of(history), run.config(), run.options().types(), run.now()),
        run);
  }

  /**
   * The results, in the order in which they are told.
   *
   * @param compute what this run used
   */
  Stream<CheckResult> results(Compute compute) {
    return Stream.of(
            ofRuns,
            ofClock,
            metered.flatMap(check -> check.result(compute)),
            run.options().traces().after().standing(run.config(), run.now()))
        .flatMap(Optional::stream);
  }
}

package io.gapwatch.agent.result;

/**
 * How the incidents of a job stand after a run, as far as the results of its checks do not say it.
 *
 * @param recovering open ones that were found well, but not yet often enough to be resolved
 * @param goodRuns how many more good runs resolve the last of them
 * @param unread open ones at which the run did not look, or not at all of them
 * @param closed those that ended with this run because they are no longer looked at
 * @param unknown whether one of these may still be so bad that the run cannot be called healthy
 */
public record Standing(int recovering, int goodRuns, int unread, int closed, boolean unknown) {
  /** Nothing to add. */
  public static final Standing CLEAR = new Standing(0, 0, 0, 0, false);
}

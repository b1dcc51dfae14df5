package io.gapwatch.agent.init;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is proposed for a source.
 *
 * @param checks in order
 * @param left what is not watched, and why, a line each
 * @param pace the shortest limit of age, which the schedule must suit; empty without one
 * @param isWhole whether all that was asked for could be looked at
 */
record Proposal(
    List<ProposedCheck> checks, List<String> left, Optional<Duration> pace, boolean isWhole) {
  Proposal {
    checks = List.copyOf(checks);
    left = List.copyOf(left);
  }

  Proposal(List<ProposedCheck> checks, List<String> left, Optional<Duration> pace) {
    this(checks, left, pace, true);
  }
}

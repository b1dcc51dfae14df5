package io.gapwatch.agent.soak;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one run must see.
 *
 * @param known whether the source answers
 * @param wrong the subjects with something wrong
 * @param ripe those of them that can no longer heal by themselves
 * @param grave whether anything of it is critical
 */
record Truth(boolean known, Set<String> wrong, Set<String> ripe, boolean grave) {
  /** The subject of all that cannot be checked. */
  static final String CHECK = "check";

  private static final String RUNS = "runs of ";
  private static final String UNFINISHED = "unfinished run of ";

  static final Truth UNKNOWN = new Truth(false, Set.of(CHECK), Set.of(CHECK), true);

  Truth {
    wrong = Set.copyOf(wrong);
    ripe = Set.copyOf(ripe);
  }

  /** The subject of a job that did not run. */
  static String runsOf(String job) {
    return RUNS + job;
  }

  /** The subject of a run that never ended. */
  static String unfinishedRunOf(String job) {
    return UNFINISHED + job;
  }

  /** Whether a run that does not see the subject knows that it is gone. */
  boolean knows(String subject) {
    return known || subject.startsWith(RUNS) || subject.startsWith(UNFINISHED);
  }

  /** With what the runs of all jobs look like, which is a warning and known at all times. */
  Truth with(Set<String> ofRuns) {
    return new Truth(known, union(wrong, ofRuns), union(ripe, ofRuns), grave);
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toSet());
  }
}

package io.gapwatch.agent.soak;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one run must see.
 *
 * @param known whether the source answers both checks
 * @param fresh whether it answers the check of the newest row
 * @param wrong the subjects with something wrong
 * @param ripe those of them that can no longer heal by themselves
 * @param grave whether anything of it is critical
 */
record Truth(boolean known, boolean fresh, Set<String> wrong, Set<String> ripe, boolean grave) {
  /** The end of the subject of a newest row that is too old. */
  static final String NEWEST_ROW = ": newest row";

  private static final String FRESH = "-fresh";
  private static final String RUNS = "runs of ";

  /** The subject of runs that a wrong clock dated. */
  static final String IN_FUTURE = "runs in the future";

  /** The end of the subject of rows that are ahead of the machine's clock. */
  static final String TIMES_IN_FUTURE = ": times in the future";

  private static final String UNFINISHED = "unfinished run of ";

  Truth {
    wrong = Set.copyOf(wrong);
    ripe = Set.copyOf(ripe);
  }

  /** What both checks can say. */
  static Truth known(Set<String> wrong, Set<String> ripe, boolean grave) {
    return new Truth(true, true, wrong, ripe, grave);
  }

  /** The source does not answer, which one check tells for both. */
  static Truth unknown(String job) {
    Set<String> check = Set.of("check " + job + FRESH);
    return new Truth(false, false, check, check, true);
  }

  /** The newest row is known to be old, and of the window there is nothing. */
  static Truth old(String job) {
    Set<String> old = Set.of(job + NEWEST_ROW, "check " + job + "-gaps");
    return new Truth(false, true, old, old, true);
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
    return known
        || isOfRuns(subject)
        || (fresh && (subject.endsWith(FRESH) || subject.endsWith(NEWEST_ROW)));
  }

  private static boolean isOfRuns(String subject) {
    return subject.equals(IN_FUTURE) || subject.startsWith(RUNS) || subject.startsWith(UNFINISHED);
  }

  /** Whether it is told as a warning. */
  static boolean isWarning(String subject) {
    return isOfRuns(subject) || subject.endsWith(TIMES_IN_FUTURE);
  }

  /** With what the runs of all jobs look like, which is a warning and known at all times. */
  Truth with(Set<String> ofRuns) {
    return new Truth(known, fresh, union(wrong, ofRuns), union(ripe, ofRuns), grave);
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toSet());
  }
}

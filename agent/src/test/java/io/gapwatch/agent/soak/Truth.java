package io.gapwatch.agent.soak;

import java.util.Set;

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

  static final Truth UNKNOWN = new Truth(false, Set.of(CHECK), Set.of(CHECK), true);

  Truth {
    wrong = Set.copyOf(wrong);
    ripe = Set.copyOf(ripe);
  }
}

package io.gapwatch.agent.soak;

import java.time.Instant;

/**
 * Trouble for a while, the end excluded. Times are true ones, whatever the machine's clock says.
 */
record Spell(Trouble trouble, String job, Instant from, Instant until) {
  /** In {@link #job}: it meets every job. */
  static final String ALL = "";

  boolean at(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }

  boolean meets(String other) {
    return job.equals(ALL) || job.equals(other);
  }
}

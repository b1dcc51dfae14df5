package io.gapwatch.agent.keepalive;

import java.time.Duration;

/**
 * How a burst went.
 *
 * @param took how long it was
 * @param busyMinutes minutes proven to be above Oracle's limit
 * @param mean utilisation of all cores while it lasted, in percent
 */
public record BurstOutcome(Ending ending, Duration took, long busyMinutes, double mean) {

  /** Why it ended. */
  public enum Ending {
    /** It reached what it was for. */
    DONE,
    /** Real work had done it already. */
    NOT_NEEDED,
    /** Jobs were running for too long. */
    OUT_OF_TIME
  }
}

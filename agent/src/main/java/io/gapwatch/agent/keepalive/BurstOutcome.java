package io.gapwatch.agent.keepalive;

import java.time.Duration;

/**
 * How a burst went.
 *
 * @param took how long it took
 * @param busyMinutes minutes proven to be above Oracle's limit
 * @param mean mean utilisation of all cores during the burst, in percent
 */
public record BurstOutcome(Ending ending, Duration took, long busyMinutes, double mean) {

  /** Why it ended. */
  public enum Ending {
    /** It proved enough minutes. */
    DONE,
    /** Real work was already enough. */
    NOT_NEEDED,
    /** Jobs ran for too long. */
    OUT_OF_TIME
  }
}

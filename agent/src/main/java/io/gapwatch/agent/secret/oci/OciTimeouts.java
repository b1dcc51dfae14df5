package io.gapwatch.agent.secret.oci;

import java.time.Duration;

/**
 * How long to wait for OCI.
 *
 * @param connect to open one connection
 * @param read one exchange, from connecting to the last byte of the answer
 * @param pause between two tries while a 404 may pass; doubles from try to try when OCI is busy or
 *     silent
 * @param policyDelay how long a 404 may stand for "not allowed yet" before it is believed: a
 *     changed policy works "typically within 10 seconds" by Oracle's word, a new dynamic group
 *     later. Waited out once per store, and not at all after a secret was read
 * @param fetch the whole of one {@code get}, retries and the policy delay included
 */
public record OciTimeouts(
    Duration connect, Duration read, Duration pause, Duration policyDelay, Duration fetch) {

  /** 3 s, 7 s, 2 s, 2 min, 150 s. */
  public static final OciTimeouts DEFAULT =
      new OciTimeouts(
          Duration.ofSeconds(3),
          Duration.ofSeconds(7),
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          Duration.ofSeconds(150));

  /**
   * One try from its first byte to its last, a login included: a third of the whole. It ends what
   * {@link #read} does not: an answer that trickles.
   */
  Duration attempt() {
    return fetch.dividedBy(3);
  }
}

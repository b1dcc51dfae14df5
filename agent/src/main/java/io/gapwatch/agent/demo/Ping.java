package io.gapwatch.agent.demo;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A ping that a stand-in Healthchecks received.
 *
 * @param signal what was said
 * @param exitStatus 0 to 255, where the address said one
 * @param rid pairs a start with its end
 * @param body as it was kept: the first bytes up to the server's limit
 * @param at when it came, UTC
 */
public record Ping(
    Signal signal, Optional<Integer> exitStatus, Optional<UUID> rid, String body, Instant at) {

  /** What a ping says. */
  public enum Signal {
    START,
    SUCCESS,
    FAIL,
    LOG
  }
}

package io.gapwatch.agent.demo;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A ping received by the Healthchecks stand-in.
 *
 * @param signal its signal
 * @param exitStatus 0 to 255, if the URL has one
 * @param rid links a start with its end
 * @param body truncated to the server's limit
 * @param at when it arrived, UTC
 */
public record Ping(
    Signal signal, Optional<Integer> exitStatus, Optional<UUID> rid, String body, Instant at) {

  /** The signal of a ping. */
  public enum Signal {
    START,
    SUCCESS,
    FAIL,
    LOG
  }
}

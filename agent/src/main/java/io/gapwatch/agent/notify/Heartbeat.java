package io.gapwatch.agent.notify;

import java.util.UUID;

/** Pings a dead-man's switch when a run begins and ends. A lost ping never fails a run. */
public non-sealed interface Heartbeat extends Channel {

  /** How a run ended, as far as the dead-man's switch is concerned. */
  enum Ending {
    SUCCESS,
    FAILURE,
    /** Something worth logging that says nothing about health, such as an overlapping run. */
    NOTE
  }

  /**
   * Signals that a run begins.
   *
   * @param run pairs the start with its end
   */
  Delivery start(UUID run);

  /**
   * Signals how it ended.
   *
   * @param report the text kept with the ping; cut to what the vendor keeps
   */
  Delivery end(UUID run, Ending ending, String report);
}

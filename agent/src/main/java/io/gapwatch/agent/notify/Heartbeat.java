package io.gapwatch.agent.notify;

import java.util.UUID;

/** Tells a dead-man's switch that a run began and how it ended. A lost ping never fails a run. */
public non-sealed interface Heartbeat extends Channel {

  /** How a run ended, as far as the dead-man's switch is concerned. */
  enum Ending {
    SUCCESS,
    FAILURE,
    /** Something worth noting that says nothing about health, such as an overlapping run. */
    NOTE
  }

  /**
   * Says that a run begins.
   *
   * @param run pairs the start with its end
   */
  Delivery start(UUID run);

  /**
   * Says how it ended.
   *
   * @param report the text kept with the ping; cut to what the vendor keeps
   */
  Delivery end(UUID run, Ending ending, String report);
}

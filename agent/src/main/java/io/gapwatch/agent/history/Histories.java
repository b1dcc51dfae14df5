package io.gapwatch.agent.history;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;

/** The history, for commands that read it. Only a run creates it. */
public final class Histories {
  private Histories() {}

  /**
   * Opens the history of this configuration.
   *
   * @throws GapwatchException if no run has created it yet
   */
  public static History open(Config config) {
    if (!History.exists(config.state())) {
      throw new GapwatchException(
          "there is no history in %s yet; run a job first: gapwatch run %s"
              .formatted(config.state(), String.join(" or ", config.jobs().keySet())));
    }
    return History.open(config.state());
  }
}

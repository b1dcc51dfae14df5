package io.gapwatch.agent.history;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;

/** The history, for commands that look at it. Only a run makes one. */
public final class Histories {
  private Histories() {}

  /**
   * Opens the history of this configuration.
   *
   * @throws GapwatchException when no run has made one yet
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

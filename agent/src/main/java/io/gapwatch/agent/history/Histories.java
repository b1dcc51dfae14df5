package io.gapwatch.agent.history;

import io.gapwatch.agent.config.Config;
import java.nio.file.Files;

/** The history, for commands that read it. Only a run creates it. */
public final class Histories {
  private Histories() {}

  /**
   * Opens the history of this configuration; where it may not be written, to read only.
   *
   * @throws HistoryUnavailableException if no run has created it yet, or if it is gone, although
   *     runs were stored in it
   */
  public static History open(Config config) {
    if (!History.exists(config.state())) {
      new Trace(HistoryFile.name(config.state())).requireContent();
      throw HistoryUnavailableException.none(config.state(), config.jobs().keySet());
    }
    return Files.isWritable(config.state()) && Files.isWritable(HistoryFile.name(config.state()))
        ? History.open(config.state())
        : History.reading(config.state());
  }
}

package io.gapwatch.agent.source;

import java.time.Duration;

/** Something to check. Sources are read-only. */
public interface Source {
  /** Its name in the configuration. */
  String name();

  /**
   * Opens it.
   *
   * @param timeout how long that may take
   * @throws SourceUnavailableException if it is missing, busy, refuses or does not respond
   */
  Session open(Duration timeout);
}

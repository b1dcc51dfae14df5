package io.gapwatch.agent.source;

import java.time.Duration;

/** Something to ask. Sources only read. */
public interface Source {
  /** Its name in the configuration. */
  String name();

  /**
   * Opens it.
   *
   * @param timeout how long that may take
   * @throws SourceUnavailableException when it is missing, busy, refuses or does not answer
   */
  Session open(Duration timeout);
}

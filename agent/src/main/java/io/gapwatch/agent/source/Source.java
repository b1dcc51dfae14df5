package io.gapwatch.agent.source;

import java.time.Duration;
import java.util.Optional;

/** Something to check. What checks open is read-only. */
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

  /**
   * Opens it for an upkeep action, which changes something there. No check has such a session.
   *
   * @param timeout how long that may take
   * @throws SourceUnavailableException if it is missing, busy, refuses or does not respond
   */
  default Session openForUpkeep(Duration timeout) {
    throw new SourceUnavailableException(
        name() + ": no upkeep action can act on this source", "name another source");
  }

  /** Its {@link Session#identity}, without opening it; empty where only a session can tell. */
  default Optional<String> identity() {
    return Optional.empty();
  }
}

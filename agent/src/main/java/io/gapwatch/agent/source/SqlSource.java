package io.gapwatch.agent.source;

import java.time.Duration;

/** A database of tables. */
public interface SqlSource extends Source {

  /**
   * Connects.
   *
   * @param patience how long connecting may take
   * @throws SourceUnavailableException when it is missing, busy, refuses or does not answer
   */
  SqlSession open(Duration patience);
}

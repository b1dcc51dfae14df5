package io.gapwatch.agent.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A source that is open for one run. What can be asked is up to the kind of session, an interface
 * below this one; a check names the kind that it needs. Not thread-safe.
 */
public interface Session extends AutoCloseable {
  /** What answers, for people: product, version, host, database. */
  String answeredBy();

  /**
   * What is measured, without versions and secrets, so that the past of another database, file or
   * host is never taken for this one's.
   */
  String identity();

  /**
   * What time it is there, UTC; empty where it has no clock of its own.
   *
   * @param timeout how long it may take to answer
   * @throws SourceUnavailableException when it does not answer
   */
  default Optional<Instant> time(Duration timeout) {
    return Optional.empty();
  }

  @Override
  void close();
}

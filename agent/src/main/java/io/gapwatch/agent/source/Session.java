package io.gapwatch.agent.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A source opened for one run. Its operations depend on the kind of session, a subinterface; a
 * check declares the kind it needs. Not thread-safe.
 */
public interface Session extends AutoCloseable {
  /** What is at the other end, for people: product, version, host, database. */
  String answeredBy();

  /**
   * Identifies what is measured, without versions and secrets, so that the history of another
   * database, file or host is never mistaken for this one's.
   */
  String identity();

  /**
   * Its current time, UTC; empty if it has no clock of its own.
   *
   * @param timeout how long it may take to respond
   * @throws SourceUnavailableException if it does not respond
   */
  default Optional<Instant> time(Duration timeout) {
    return Optional.empty();
  }

  /**
   * Whether it has answered anything yet: not what only its checks can ask, such as a page of a
   * site.
   *
   * @param timeout how long an answer may take
   * @throws SourceUnavailableException if it does not answer
   */
  default boolean answers(Duration timeout) {
    return true;
  }

  /** Whether it can still be asked: a connection may break in the middle of an answer. */
  default boolean isOpen() {
    return true;
  }

  /** What its statements have cost so far; empty where no provider meters them. */
  default Optional<Compute> compute() {
    return Optional.empty();
  }

  @Override
  void close();
}

package io.gapwatch.agent.source.sql;

import java.time.Duration;
import java.util.function.Function;

/** One connection to a PostgreSQL database, which also tells about its server. */
public interface PostgresSession extends SqlSession {
  /** How long connecting took, from the address to an open session. */
  Duration connectTime();

  /**
   * What several checks of a run ask alike: the first one asks, the others share the answer. A
   * failure is not shared.
   *
   * @param kind the class of the answer, one for each question
   */
  <T> T shared(Class<T> kind, Function<PostgresSession, T> question);
}

package io.gapwatch.agent.probe;

import io.gapwatch.agent.source.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a probe is given.
 *
 * @param now the one clock reading of the run
 * @param source the name of the source to ask
 * @param sessions opens, or has opened, a database by the name of its source
 * @param patience how long the source may take to answer
 * @param memory what the probe left for this run at the last one; empty for {@code check}
 */
public record Inquiry(
    Instant now,
    String source,
    Function<String, SqlSession> sessions,
    Duration patience,
    Optional<String> memory) {

  /** The database to ask. */
  public SqlSession sql() {
    return sessions.apply(source);
  }
}

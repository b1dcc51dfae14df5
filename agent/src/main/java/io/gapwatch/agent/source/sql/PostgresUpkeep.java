package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.Session;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A connection to a PostgreSQL server for an upkeep action: each statement is its own transaction,
 * and may write. Not thread-safe.
 */
public interface PostgresUpkeep extends Session {
  /** Its version, as in {@code server_version_num}: 150004 for 15.4. */
  int version();

  /**
   * The rows of one SELECT.
   *
   * @throws io.gapwatch.agent.source.SourceUnavailableException if it fails or times out
   */
  <T> List<T> list(String sql, Duration timeout, Function<Row, T> reader);

  /**
   * Runs one statement that has no result.
   *
   * @param timeout after which the server ends it, whatever becomes of this process
   * @return what the server had to say of it
   * @throws io.gapwatch.agent.source.SourceUnavailableException if it fails or times out
   */
  List<Notice> execute(String sql, Duration timeout);

  /**
   * A warning of the server.
   *
   * @param state its SQLSTATE; texts are in the language of the server
   */
  record Notice(String state, String text) {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Whether something was skipped because another session has it locked. */
    public boolean isLocked() {
      return state.equals(LOCK_NOT_AVAILABLE);
    }
  }
}

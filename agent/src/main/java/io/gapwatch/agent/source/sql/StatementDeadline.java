package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.text.Durations;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a statement whose complete result takes too long. The drivers' own timeouts only cover
 * the first rows: DuckDB streams the rest, and PostgreSQL restarts the timeout at each fetch.
 */
final class StatementDeadline implements AutoCloseable {
  private final Statement statement;
  private final Duration timeout;
  private volatile boolean ended;
  private volatile boolean passed;

  private StatementDeadline(Statement statement, Duration timeout) {
    this.statement = statement;
    this.timeout = timeout;
  }

  /**
   * Starts it. All deadlines share the timer of the platform, which is not woken while one of them
   * is due earlier: a thread for each statement costs as much as a small statement does.
   */
  static StatementDeadline start(Statement statement, Duration timeout) {
    StatementDeadline deadline = new StatementDeadline(statement, timeout);
    CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
        .execute(deadline::pass);
    return deadline;
  }

  /** To cancel a statement may take long, and must not keep the timer from the others. */
  private void pass() {
    if (!ended) {
      passed = true;
      Thread canceller = new Thread(this::cancel, "statement-deadline");
      canceller.setDaemon(true);
      canceller.start();
    }
  }

  private void cancel() {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // It cannot be cancelled, but it still ends at its next row.
      return;
    }
  }

  /** Stops a result that keeps streaming although it was cancelled, as with some drivers. */
  void check() throws SQLException {
    if (passed) {
      throw interrupted();
    }
  }

  /** The failure in its own words: drivers say of a cancelled statement that its result is bad. */
  SQLException told(SQLException e) {
    return passed ? interrupted() : e;
  }

  private SQLException interrupted() {
    return new SQLTimeoutException("interrupted after " + Durations.text(timeout));
  }

  @Override
  public void close() {
    ended = true;
  }
}

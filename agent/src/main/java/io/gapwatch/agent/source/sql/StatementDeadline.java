package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.text.Durations;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a statement whose complete result takes too long. The drivers' own timeouts only cover
 * the first rows: DuckDB streams the rest, and PostgreSQL restarts the timeout at each fetch.
 */
final class StatementDeadline implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Statement statement;
  private final Duration timeout;
  private volatile boolean passed;

  private StatementDeadline(Statement statement, Duration timeout) {
    this.statement = statement;
    this.timeout = timeout;
  }

  static StatementDeadline start(Statement statement, Duration timeout) {
    StatementDeadline deadline = new StatementDeadline(statement, timeout);
    Thread watcher = new Thread(deadline::watch, "statement-deadline");
    watcher.setDaemon(true);
    watcher.start();
    return deadline;
  }

  private void watch() {
    try {
      if (!done.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        passed = true;
        statement.cancel();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
    done.countDown();
  }
}

package io.gapwatch.agent.source.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A result of DuckDB that ends midway: its driver says only that the result is invalid, where a
 * value cannot be converted as where a number overflows.
 */
final class SilentFailure {
  private SilentFailure() {}

  /**
   * The reason, by doing the same once more where the driver passes it on: when all is done before
   * it answers. No row is kept.
   *
   * @param left of the time that the statement may take; the second time has no more
   * @return the failure as it was if it has a reason, or does not happen again in this time
   */
  static SQLException told(SQLException failure, Connection connection, String sql, Duration left) {
    boolean silent = String.valueOf(failure.getMessage()).contains("Invalid result set");
    if (!silent || left.toMillis() <= 0) {
      return failure;
    }
    try (Statement again = connection.createStatement();
        StatementDeadline deadline = StatementDeadline.start(again, left)) {
      return told(failure, again, deadline, sql);
    } catch (SQLException e) {
      return e;
    }
  }

  /** That the second time is cut off is no reason of the first. */
  private static SQLException told(
      SQLException failure, Statement again, StatementDeadline deadline, String sql) {
    try {
      again.execute("EXPLAIN ANALYZE " + sql);
      return failure;
    } catch (SQLException e) {
      return deadline.told(e) instanceof SQLTimeoutException ? failure : e;
    }
  }
}

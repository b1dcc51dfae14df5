package io.gapwatch.agent.source.sql;

import java.sql.Connection;
import java.sql.SQLException;
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
   * @param timeout of the second time
   * @return the failure as it was if it has a reason, or does not happen again
   */
  static SQLException told(
      SQLException failure, Connection connection, String sql, Duration timeout) {
    if (!String.valueOf(failure.getMessage()).contains("Invalid result set")) {
      return failure;
    }
    try (Statement again = connection.createStatement();
        StatementDeadline deadline = StatementDeadline.start(again, timeout)) {
      again.execute("EXPLAIN ANALYZE " + sql);
      deadline.check();
      return failure;
    } catch (SQLException e) {
      return e;
    }
  }
}

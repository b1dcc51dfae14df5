package io.gapwatch.agent;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Holds whoever writes something into a history, in the middle of his transaction and for ever: a
 * trigger counts without end. Only a process that is killed afterwards may meet it.
 *
 * @param history is free of it when this is closed
 */
record HeldWrite(HistoryFile history) implements AutoCloseable {
  private static final String TRIGGER =
      """
      CREATE TRIGGER held BEFORE %s BEGIN
        SELECT count(*) FROM (
          WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number)
          SELECT n FROM number);
      END
      """;

  /**
   * Begins to hold.
   *
   * @param write what is written, for example {@code INSERT ON run}
   */
  static HeldWrite of(HistoryFile history, String write) throws SQLException {
    history.execute(TRIGGER.formatted(write));
    return new HeldWrite(history);
  }

  /** Whether somebody is in a transaction that writes. */
  boolean isReached() {
    try {
      history.execute("PRAGMA busy_timeout = 0; BEGIN IMMEDIATE; ROLLBACK");
      return false;
    } catch (SQLiteException e) {
      if (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
        return true;
      }
      throw new IllegalStateException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    history.execute("DROP TRIGGER held");
  }
}

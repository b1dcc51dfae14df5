package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.source.sql.Databases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The table {@code runs}: each half hour a collector appends a row to each group. */
final class CollectedRows {
  static final Duration APART = Duration.ofMinutes(30);

  private final Connection connection;
  private final String groups;
  private long next;
  private Instant nextTime;

  /** A group, its number and its time. */
  record Row(String group, long number, Instant time) {}

  /**
   * Rows that go.
   *
   * @param group 0 for NULL, 1 for the other one, below for both
   * @param from so many rows from an end of the window
   * @param atEnd whether that is the last row, or the first
   */
  record Loss(int group, int from, int count, boolean atEnd) {}

  CollectedRows(Connection connection, boolean grouped, long first, Instant begin)
      throws SQLException {
    this.connection = connection;
    this.groups = grouped ? "('a, b=1'), (NULL)" : "('x')";
    this.next = first;
    this.nextTime = begin;
    Databases.execute(
        connection,
        "CREATE OR REPLACE TABLE runs (g VARCHAR, n BIGINT, t TIMESTAMP)",
        "CREATE OR REPLACE TABLE gone (g VARCHAR, n BIGINT, t TIMESTAMP)");
  }

  void appendUntil(Instant now) throws SQLException {
    long count = Duration.between(nextTime, now).plus(APART).minusNanos(1).dividedBy(APART);
    Databases.execute(
        connection,
        ("INSERT INTO runs SELECT g, %d + i, %s + to_minutes(30 * i) FROM range(%d) r(i),"
                + " (VALUES %s) v(g)")
            .formatted(next, literal(nextTime), count, groups));
    next += count;
    nextTime = nextTime.plus(APART.multipliedBy(count));
  }

  /** Deletes them; returns which they were. */
  List<Row> delete(Loss loss, Instant from) throws SQLException {
    String group =
        loss.group() < 0 || groups.equals("('x')")
            ? "TRUE"
            : loss.group() == 0 ? "g IS NULL" : "g IS NOT NULL";
    String rows =
        loss.atEnd()
            ? "(SELECT max(n) FROM runs) - n"
            : "n - (SELECT min(n) FROM runs WHERE t >= %s)".formatted(literal(from));
    String which =
        "%s AND %s BETWEEN %d AND %d"
            .formatted(group, rows, loss.from(), loss.from() + loss.count() - 1);
    Databases.execute(
        connection, "INSERT INTO gone FROM runs WHERE " + which, "DELETE FROM runs WHERE " + which);
    return rows("gone");
  }

  void restore() throws SQLException {
    Databases.execute(connection, "INSERT INTO runs FROM gone");
  }

  /** Deletes what is from before the window. */
  void purge(Instant from) throws SQLException {
    Databases.execute(connection, "DELETE FROM runs WHERE t < " + literal(from));
  }

  List<Row> all() throws SQLException {
    return rows("runs");
  }

  private List<Row> rows(String table) throws SQLException {
    List<Row> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce(g, 'NULL'), n, t FROM " + table + " ORDER BY n")) {
      while (row.next()) {
        Instant time = row.getTimestamp(3).toLocalDateTime().toInstant(ZoneOffset.UTC);
        all.add(new Row(row.getString(1), row.getLong(2), time));
      }
    }
    return all;
  }

  private static String literal(Instant time) {
    return "TIMESTAMP '%s'".formatted(time.toString().replace('T', ' ').replace("Z", ""));
  }
}

package io.gapwatch.agent.probe.gaps;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The same questions as the plain ordered window query that nobody doubts. */
record PlainWindowQuery(
    long rows,
    long missing,
    long duplicates,
    long missedSlots,
    long misaligned,
    long backwards,
    List<String> ranges,
    List<Long> longIntervals) {

  private static final String STEPS =
      """
      WITH steps AS (
        SELECT number AS n, timestamp AS t,
               lag(number) OVER (ORDER BY number, timestamp) AS pn,
               lag(timestamp) OVER (ORDER BY number, timestamp) AS pt
        FROM blocks)
      """;

  static PlainWindowQuery run(Connection connection) throws SQLException {
    List<Long> counts = counts(connection);
    return new PlainWindowQuery(
        counts.get(0),
        counts.get(1),
        counts.get(2),
        counts.get(3),
        counts.get(4),
        counts.get(5),
        ranges(connection),
        longIntervals(connection));
  }

  private static List<Long> counts(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                STEPS
                    + """
                    SELECT count(*),
                           coalesce(sum(n - pn - 1) FILTER (n > pn), 0)::BIGINT,
                           count(*) FILTER (n = pn),
                           coalesce(sum(greatest(0, floor((t - pt) / 12.0) - (n - pn)))
                                    FILTER (n > pn), 0)::BIGINT,
                           count(*) FILTER (((t - 1606824023) % 12 + 12) % 12 <> 0),
                           count(*) FILTER (n > pn AND t < pt)
                    FROM steps
                    """)) {
      row.next();
      List<Long> counts = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        counts.add(row.getLong(i));
      }
      return counts;
    }
  }

  private static List<String> ranges(Connection connection) throws SQLException {
    List<String> ranges = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                STEPS + "SELECT pn + 1, n - 1 FROM steps WHERE n - pn > 1 ORDER BY n")) {
      while (row.next()) {
        ranges.add(row.getLong(1) + "-" + row.getLong(2));
      }
    }
    return ranges;
  }

  private static List<Long> longIntervals(Connection connection) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                STEPS + "SELECT n FROM steps WHERE n > pn AND t - pt > 15 ORDER BY n")) {
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
    }
    return numbers;
  }
}

package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.source.sql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statement that returns the first row, and then each row where a stretch ends together with
 * the next one. It adds to this row instead of subtracting from the next: DuckDB knows the maximum
 * of a column and adds without checking for overflow.
 *
 * @param step ticks between consecutive rows; 0 for a table without slots
 * @param longest without slots: the most ticks between consecutive rows
 * @param sorted whether the database puts the rows in order before it compares them
 */
record StretchQuery(long step, long longest, boolean sorted) {
  /** With more stretches than this a table is in no order, or very long. */
  static final int MANY = 500_000;

  /** As many as {@link PackedStretches} holds, and more. */
  static final int MOST = 5_000_000;

  // The columns of a result.
  static final int PART = 1;

  /** 0 for the first row of all, which no other comes before. */
  static final int PLACE = 2;

  static final int NUMBER = 3;
  static final int TIME = 4;
  static final int NEXT_NUMBER = 5;
  static final int NEXT_TIME = 6;

  /**
   * Stands for no next row where rows are compared as they lie; with NULL in its place DuckDB
   * compares by {@code IS DISTINCT FROM}, and takes half as long again. A number that is really the
   * least one breaks the chain.
   */
  private static final long NONE = Long.MIN_VALUE;

  /** Whether no row follows. */
  boolean isEnd(Row row) {
    return sorted ? row.isNull(NEXT_NUMBER) : row.number(NEXT_NUMBER) == NONE;
  }

  /**
   * For all rows, in their order.
   *
   * @param rows a query of {@code n}, the number, and {@code t}, the time in ticks
   */
  String text(String rows) {
    return "%s UNION ALL SELECT 0, 1, * FROM (%s) e ORDER BY place, n, t, nn, nt"
        .formatted(first(0, rows), ends(rows));
  }

  /**
   * For parts that are read at the same time, as their rows lie.
   *
   * @param limit about how many stretches to return; of a table with more, the last are left out
   */
  String text(List<String> parts, int limit) {
    int most = limit / parts.size() + 2;
    List<String> firsts = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      firsts.add(first(i, parts.get(i)));
      ends.add(
          ("SELECT %d AS part, * FROM (SELECT row_number() OVER () AS place, * FROM (%s) e) p%1$d"
                  + " WHERE place <= %d")
              .formatted(i, ends(parts.get(i)), most));
    }
    return parts.size() == 1 ? union(firsts, ends) : union(ends, firsts) + " ORDER BY part, place";
  }

  /**
   * DuckDB returns the branches in this order. It reads them side by side only where the result is
   * sorted and the short ones come last.
   */
  private static String union(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.joining(" UNION ALL "));
  }

  private String order() {
    return sorted ? "ORDER BY n, t" : "";
  }

  private String first(int part, String rows) {
    return ("SELECT %d AS part, 0 AS place, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS t,"
            + " n AS nn, t AS nt FROM (%s %s LIMIT 1) f")
        .formatted(part, rows, order());
  }

  private String ends(String rows) {
    String or = sorted ? "" : ", 1, CAST(" + NONE + " AS BIGINT)";
    String same = sorted ? "IS NOT DISTINCT FROM" : "=";
    String near =
        step > 0
            ? "nt %s t + %d".formatted(same, step)
            : "nt BETWEEN t AND t + %d".formatted(longest);
    return ("SELECT n, t, nn, nt FROM"
            + " (SELECT n, t, lead(n%1$s) OVER w AS nn, lead(t%1$s) OVER w AS nt"
            + " FROM (%2$s) r WINDOW w AS (%3$s)) s WHERE NOT (nn %4$s n + 1 AND %5$s)")
        .formatted(or, rows, order(), same, near);
  }
}

package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a table as {@link Stretch stretches}, in the order of numbers and then times.
 *
 * <p>The database compares each row with the next one and returns only the rows where a stretch
 * ends. DuckDB does so while it scans, without sorting: whatever its order, the stretches cover
 * every row exactly once, and sorting a few thousand stretches here is equivalent to sorting
 * millions of rows there. The database sorts only if the table is in random order, if stretches
 * overlap because of duplicate numbers, or if the result is not a single chain of rows: over a view
 * of several tables (UNION ALL), DuckDB 1.5 starts a new chain for each.
 */
final class Stretches {
  /** With more than this, the table is effectively unordered. They take about 25 MB. */
  private static final int MOST_IN_MEMORY = 500_000;

  private static final String MOST = " LIMIT " + (MOST_IN_MEMORY + 2);

  private final SqlSession session;
  private final String rows;
  private final long step;
  private final long longest;
  private final Duration timeout;

  /**
   * @param condition in SQL, which rows to read
   * @param step ticks between consecutive rows; 0 for a table without slots
   * @param longest without slots: the most ticks between consecutive rows
   */
  Stretches(
      SqlSession session,
      NumberedTable table,
      String condition,
      long step,
      long longest,
      Duration timeout) {
    this.session = session;
    this.rows =
        "SELECT %s AS n, %s AS t FROM %s WHERE %s AND %s IS NOT NULL AND %s"
            .formatted(
                table.numberAsBigint(),
                table.timeline().ticks(),
                table.name(),
                condition,
                table.number(),
                table.filter());
    this.step = step;
    this.longest = longest;
    this.timeout = timeout;
  }

  /** What is asked first, and is enough unless the table is in no order. */
  String question() {
    return session.dialect().streamsWindows() ? sql("") + MOST : ordered();
  }

  private String ordered() {
    return sql("ORDER BY n, t") + " ORDER BY n NULLS FIRST, t, nn, nt";
  }

  /** Passes on all stretches in order. */
  void each(Consumer<Stretch> sink) {
    Optional<List<Stretch>> unsorted =
        session.dialect().streamsWindows() ? asTheyLie() : Optional.empty();
    if (unsorted.isPresent() && !overlap(unsorted.get())) {
      unsorted.get().forEach(sink);
    } else if (!read(ordered(), sink)) {
      // Cannot happen while rows are returned in the order in which they were compared.
      throw otherOrder();
    }
  }

  /** What is said when a result cannot be put together again. */
  static SourceUnavailableException otherOrder() {
    return new SourceUnavailableException(
        "the database returned rows in another order than it compared them in",
        "please report this with the version of the database; the data could not be checked");
  }

  /** All stretches, sorted here; empty if there are too many, or they are not a single chain. */
  private Optional<List<Stretch>> asTheyLie() {
    List<Stretch> stretches = new ArrayList<>();
    boolean whole = read(question(), stretches::add);
    if (!whole || stretches.size() > MOST_IN_MEMORY) {
      return Optional.empty();
    }
    stretches.sort(Comparator.comparingLong(Stretch::first).thenComparingLong(Stretch::begin));
    return Optional.of(stretches);
  }

  private static boolean overlap(List<Stretch> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).first() <= sorted.get(i - 1).last()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The first row, then each row where a stretch ends together with the next one. It adds to this
   * row instead of subtracting from the next: DuckDB knows the maximum of a column and adds without
   * checking for overflow, which makes the scan a third cheaper.
   */
  private String sql(String order) {
    String apart =
        step > 0 ? "nt IS DISTINCT FROM t + " + step : "nt NOT BETWEEN t AND t + " + longest;
    return ("SELECT CAST(NULL AS BIGINT) AS n, CAST(NULL AS BIGINT) AS t, n AS nn, t AS nt"
            + " FROM (%1$s %2$s LIMIT 1) f"
            + " UNION ALL SELECT n, t, nn, nt FROM"
            + " (SELECT n, t, lead(n) OVER w AS nn, lead(t) OVER w AS nt"
            + " FROM (%1$s) r WINDOW w AS (%2$s)) s"
            + " WHERE nn IS DISTINCT FROM n + 1 OR %3$s")
        .formatted(rows, order, apart);
  }

  /** Passes on the stretches as they come; false if they do not form a single chain. */
  private boolean read(String sql, Consumer<Stretch> sink) {
    Chain chain = new Chain(sink);
    session.query(sql, timeout, chain::accept);
    return chain.whole();
  }

  /** Pairs the start of each stretch, which arrives with the row before it, with its end. */
  private final class Chain {
    private final Consumer<Stretch> sink;
    private boolean whole = true;
    private boolean open;
    private long first;
    private long begin;

    Chain(Consumer<Stretch> sink) {
      this.sink = sink;
    }

    void accept(Row row) {
      boolean end = !row.isNull(1);
      whole &= end == open;
      if (end && whole) {
        close(row.number(1), row.number(2));
      }
      open = !row.isNull(3);
      first = row.number(3);
      begin = row.number(4);
    }

    private void close(long last, long end) {
      whole = last >= first && (step == 0 || end - begin == step * (last - first));
      if (whole) {
        sink.accept(new Stretch(first, begin, last, end));
      }
    }

    /** The last row has no next one. */
    boolean whole() {
      return whole && !open;
    }
  }
}

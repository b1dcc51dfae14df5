package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.table.BlockTable;
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
 * <p>The database compares each row with the next one and returns only the rows that the next does
 * not simply follow. DuckDB does so while it scans, without sorting: whatever order it delivers,
 * the stretches are all rows, each once, and sorting some thousand stretches here gives the same as
 * sorting some million rows there. The database is asked to sort only when the table lies in no
 * order at all, when stretches overlap because numbers repeat, or when the answer is not one chain
 * of rows: over a view of several tables (UNION ALL), DuckDB 1.5 begins anew with each.
 */
final class Stretches {
  /** Beyond this many, the table lies in no order worth the name. They take some 25 MB. */
  private static final int MOST_IN_MEMORY = 500_000;

  private final SqlSession session;
  private final String rows;
  private final long step;
  private final long longest;
  private final Duration timeout;

  /**
   * @param condition in SQL, which rows to read
   * @param step ticks between rows that follow each other; 0 for a table without slots
   * @param longest without slots: ticks that may lie between rows that follow each other
   */
  Stretches(
      SqlSession session,
      BlockTable table,
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

  /** Hands over all stretches in order. */
  void each(Consumer<Stretch> sink) {
    Optional<List<Stretch>> unsorted =
        session.dialect().streamsWindows() ? asTheyLie() : Optional.empty();
    if (unsorted.isPresent() && !overlap(unsorted.get())) {
      unsorted.get().forEach(sink);
    } else if (!read(sql("ORDER BY n, t") + " ORDER BY n NULLS FIRST, t, nn, nt", sink)) {
      // Cannot happen while rows come in the order in which they were compared.
      throw new SourceUnavailableException(
          "the rows of the table came in another order than they were compared in",
          "report this with the version of the database: nothing can be said of the data");
    }
  }

  /** All stretches, sorted here; empty when there are too many, or they are no whole chain. */
  private Optional<List<Stretch>> asTheyLie() {
    List<Stretch> stretches = new ArrayList<>();
    boolean whole = read(sql("") + " LIMIT " + (MOST_IN_MEMORY + 2), stretches::add);
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
   * The first row after nothing, then each row that the next does not simply follow, and that. It
   * adds to this row and does not subtract from the next: of a column DuckDB knows the greatest
   * value, and adds without looking for overflow, which makes the scan a third cheaper.
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

  /** Hands over the stretches as they come; false when they do not make one whole chain. */
  private boolean read(String sql, Consumer<Stretch> sink) {
    Chain chain = new Chain(sink);
    session.query(sql, timeout, chain::accept);
    return chain.whole();
  }

  /** Pairs the beginning of each stretch, which the row before it brings, with its end. */
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

    /** The last row has nothing after it. */
    boolean whole() {
      return whole && !open;
    }
  }
}

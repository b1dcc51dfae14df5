package io.gapwatch.agent.probe.data;

import io.gapwatch.agent.source.Row;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.SqlSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a table as {@link Stretch stretches}, in the order of numbers and then times.
 *
 * <p>The database compares each row with the one before it and returns only the rows that do not
 * simply follow. DuckDB does so while it scans, without sorting: whatever order it delivers, the
 * stretches are all rows, each once, and sorting some thousand stretches here gives the same as
 * sorting some million rows there. Only when the table lies in no order at all, or stretches
 * overlap because numbers repeat, is the database asked to sort.
 */
final class Stretches {
  /** Beyond this many, the table lies in no order worth the name. 32 bytes each. */
  private static final int MOST_IN_MEMORY = 250_000;

  private final SqlSession session;
  private final String rows;
  private final long step;
  private final long longest;
  private final Duration patience;

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
      Duration patience) {
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
    this.patience = patience;
  }

  /** Hands over all stretches in order. */
  void each(Consumer<Stretch> sink) {
    Optional<List<Stretch>> unsorted =
        session.dialect().streamsWindows() ? asTheyLie() : Optional.empty();
    if (unsorted.isPresent() && !overlap(unsorted.get())) {
      unsorted.get().forEach(sink);
    } else {
      String order = " ORDER BY n NULLS FIRST, t, pn NULLS FIRST, pt";
      read(sql("ORDER BY n, t") + order, sink);
    }
  }

  /** All stretches, sorted here; empty when there are too many. */
  private Optional<List<Stretch>> asTheyLie() {
    List<Stretch> stretches = new ArrayList<>();
    read(sql("") + " LIMIT " + (MOST_IN_MEMORY + 1), stretches::add);
    if (stretches.size() > MOST_IN_MEMORY) {
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
   * Rows that do not simply follow, and the last one, each with the end of the stretch before it.
   */
  private String sql(String order) {
    String follows =
        step > 0
            ? "n - 1 IS NOT DISTINCT FROM pn AND t - " + step + " IS NOT DISTINCT FROM pt"
            : "n - 1 IS NOT DISTINCT FROM pn AND coalesce(t - pt BETWEEN 0 AND %d, FALSE)"
                .formatted(longest);
    return ("SELECT n, t, pn, pt FROM (SELECT n, t, lag(n) OVER w AS pn, lag(t) OVER w AS pt,"
            + " lead(n) OVER w AS nn FROM (%s) r WINDOW w AS (%s)) s"
            + " WHERE NOT (%s) OR nn IS NULL")
        .formatted(rows, order, follows);
  }

  private void read(String sql, Consumer<Stretch> sink) {
    Builder builder = new Builder(sink);
    session.query(sql, patience, builder::accept);
    builder.finish();
  }

  /** Pairs the beginning of each stretch with its end, which the next row brings. */
  private final class Builder {
    private final Consumer<Stretch> sink;
    private boolean open;
    private long first;
    private long begin;

    Builder(Consumer<Stretch> sink) {
      this.sink = sink;
    }

    void accept(Row row) {
      if (open) {
        close(row.number(3), row.number(4));
      }
      open = true;
      first = row.number(1);
      begin = row.number(2);
    }

    private void close(long last, long end) {
      boolean whole = last >= first && (step == 0 || end - begin == step * (last - first));
      if (!whole) {
        // Cannot happen while rows come in the order in which they were compared.
        throw new SourceUnavailableException(
            "the rows came in another order than they were compared in, near " + first,
            "report this with the version of the database: nothing can be said of the data");
      }
      sink.accept(new Stretch(first, begin, last, end));
    }

    /** The last row that was returned is the last row there is. */
    void finish() {
      if (open) {
        sink.accept(new Stretch(first, begin, first, begin));
      }
    }
  }
}

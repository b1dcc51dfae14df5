package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads rows with slots as stretches, as they lie, by comparing each with the one before it: DuckDB
 * holds rows back to compare them with the next one, at a seventh of the cost of all. So each row
 * is returned where a stretch begins, with the one before it; where the last stretch of a part ends
 * is asked afterwards, which reads little unless older rows were filled in last.
 */
final class LookBack {
  /**
   * Stands for no row before: with NULL in its place DuckDB compares by {@code IS DISTINCT FROM}.
   */
  private static final long NONE = Long.MIN_VALUE;

  // The columns of the result.
  private static final int PART = 1;
  private static final int BEFORE = 2;
  private static final int TIME_BEFORE = 3;
  private static final int NUMBER = 4;
  private static final int TIME = 5;

  private final long step;
  private final Divided parts;
  private final Consumer<Stretch> sink;
  private final List<Chain> chains = new ArrayList<>();

  /** The parts of a table. */
  interface Divided {
    int count();

    /**
     * A query of {@code n}, the number, and {@code t}, the time in ticks, of all rows of a part.
     */
    String rows(int part);

    /** The same of those from a time on, in ticks. */
    String rowsSince(int part, long time);
  }

  /**
   * @param step ticks between consecutive rows
   */
  LookBack(Divided parts, long step, Consumer<Stretch> sink) {
    this.parts = parts;
    this.step = step;
    this.sink = sink;
  }

  /**
   * Passes on all stretches.
   *
   * @param limit about how many to read; of a table with more, the last are left out
   * @return whether they are all, and each part was a single chain
   */
  boolean read(SqlSession session, int limit, Duration timeout) {
    int most = limit / parts.count() + 2;
    List<String> beginnings = new ArrayList<>();
    for (int i = 0; i < parts.count(); i++) {
      chains.add(new Chain(i, most));
      beginnings.add(beginnings(i, most));
    }
    // DuckDB reads parts side by side only where the result is sorted.
    String order = beginnings.size() == 1 ? "" : " ORDER BY part, place";
    session.query(
        "SELECT part, pn, pt, n, t FROM (" + String.join(" UNION ALL ", beginnings) + ") b" + order,
        timeout,
        row -> chains.get((int) row.number(PART)).accept(row));
    if (!chains.stream().allMatch(chain -> chain.whole)) {
      return false;
    }
    List<String> last = chains.stream().filter(chain -> chain.open).map(Chain::rest).toList();
    if (!last.isEmpty()) {
      session.query(
          String.join(" UNION ALL ", last) + " ORDER BY part",
          timeout,
          row -> chains.get((int) row.number(1)).end(row));
    }
    return chains.stream().allMatch(chain -> chain.whole && !chain.open);
  }

  private String beginnings(int part, int most) {
    return ("SELECT %d AS part, * FROM (SELECT row_number() OVER () AS place, * FROM"
            + " (SELECT pn, pt, n, t FROM (SELECT n, t, lag(n, 1, %2$s) OVER () AS pn,"
            + " lag(t, 1, %2$s) OVER () AS pt FROM (%3$s) r) s"
            + " WHERE NOT (pn = n - 1 AND pt = t - %4$d)) e) p%1$d WHERE place <= %5$d")
        .formatted(part, "CAST(" + NONE + " AS BIGINT)", parts.rows(part), step, most);
  }

  /** The rows of one part in the order in which they lie. */
  private final class Chain {
    private final int part;
    private final int most;
    private int found;
    private boolean whole = true;
    private boolean open;
    private long first;
    private long begin;
    private long rows;
    private long latest = Long.MIN_VALUE;

    Chain(int part, int most) {
      this.part = part;
      this.most = most;
    }

    void accept(Row row) {
      found++;
      boolean anew = row.number(BEFORE) == NONE;
      whole &= anew != open && found < most;
      if (whole && open) {
        close(row.number(BEFORE), row.number(TIME_BEFORE));
      }
      open = true;
      first = row.number(NUMBER);
      begin = row.number(TIME);
    }

    private void close(long last, long end) {
      if (last == Long.MAX_VALUE) {
        throw new SourceUnavailableException(
            "a row has the number %,d, the greatest of 64 bits, after which none is counted"
                .formatted(last),
            "leave such rows out with where");
      }
      whole = last >= first && end - begin == step * (last - first);
      if (whole) {
        open = false;
        rows += last - first + 1;
        latest = Math.max(latest, end);
        sink.accept(new Stretch(first, begin, last, end));
      }
    }

    /** Whether none but the last stretch has rows since it began: then those are its own. */
    private boolean isNewest() {
      return latest < begin;
    }

    /** Asks for the rows of the last stretch, or where that cannot be told, for all of the part. */
    String rest() {
      return "SELECT %d AS part, count(*) AS c%s FROM (%s) r"
          .formatted(
              part,
              isNewest() ? ", max(n) AS n" : ", NULL AS n",
              isNewest() ? parts.rowsSince(part, begin) : parts.rows(part));
    }

    void end(Row row) {
      long left = isNewest() ? row.number(2) : row.number(2) - rows;
      long last = first + left - 1;
      // Otherwise the rows changed in between, as files behind a view can.
      whole = left > 0 && (!isNewest() || row.number(3) == last);
      if (whole) {
        close(last, begin + step * (left - 1));
      }
    }
  }
}

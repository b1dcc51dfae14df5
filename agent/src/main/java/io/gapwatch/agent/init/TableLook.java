package io.gapwatch.agent.init;

import io.gapwatch.agent.source.sql.SqlSession.Column;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a table found.
 *
 * @param name as the configuration writes it
 * @param columns all of them
 * @param rows how many there are; in PostgreSQL as far as it knows itself; negative: unknown
 * @param time the column of times; empty if there is none
 * @param sequence the column that may number the rows; empty if there is none
 * @param groups columns that may divide the rows
 * @param newest the newest rows, the newest first; at most {@link #MOST_ROWS}
 */
record TableLook(
    String name,
    List<Column> columns,
    long rows,
    Optional<String> time,
    Optional<String> sequence,
    List<String> groups,
    List<Sampled> newest) {
  /** Enough for the 99th percentile of most tables, and read in a second. */
  static final int MOST_ROWS = 20_000;

  TableLook {
    columns = List.copyOf(columns);
    groups = List.copyOf(groups);
    newest = List.copyOf(newest);
  }

  /**
   * A row.
   *
   * @param micros its time in microseconds since 1970, UTC
   * @param number of the sequence; empty where it has none
   * @param groups the values of the columns that may divide the rows, in their order
   */
  record Sampled(long micros, Optional<Long> number, List<String> groups) {
    Sampled {
      groups = List.copyOf(groups);
    }
  }
}

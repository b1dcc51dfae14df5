package io.gapwatch.agent.bench;

import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.List;

/** What our checks are compared with: statements on the same session, their rows fetched. */
final class Plain {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final SqlSession session;
  private final BlockFile file;

  Plain(SqlSession session, BlockFile file) {
    this.session = session;
    this.file = file;
  }

  /**
   * The three queries of the OCI MotherDuck monitor's guide: how many rows, the newest block, and
   * the gaps by LAG as they write it. Its CURRENT_TIMESTAMP is a literal here, which spares the
   * column a cast.
   */
  Workload guide() {
    List<String> queries =
        List.of(
            "SELECT COUNT(*) FROM blocks WHERE " + window(),
            "SELECT MAX(number), MAX(timestamp), EXTRACT(EPOCH FROM (%s - MAX(timestamp)))"
                    .formatted(Dialect.timestamp(file.now()))
                + " FROM blocks",
            """
            WITH gaps AS (
                SELECT
                    number AS block_number,
                    timestamp,
                    LAG(timestamp) OVER (ORDER BY timestamp) AS prev_timestamp,
                    EXTRACT(EPOCH FROM (timestamp - LAG(timestamp) OVER (ORDER BY timestamp)))
                        AS gap_seconds
                FROM blocks
                WHERE %s
            )
            SELECT * FROM gaps WHERE gap_seconds > 15
            """
                .formatted(window()));
    return new Workload("the guide's three queries", () -> queries.forEach(this::fetch));
  }

  /** A scan that must read both columns, because the window cuts the first and the last rows. */
  Workload bareScan() {
    String sql = aggregates() + " WHERE " + window();
    return new Workload("bare count/min/max of the window", () -> fetch(sql));
  }

  /** The same of the whole table, which DuckDB answers from its statistics. */
  Workload statistics() {
    String sql = aggregates();
    return new Workload("bare count/min/max of the table", () -> fetch(sql));
  }

  private static String aggregates() {
    return "SELECT count(*), min(number), max(number), min(timestamp), max(timestamp) FROM blocks";
  }

  private String window() {
    return "timestamp BETWEEN %s AND %s"
        .formatted(
            Dialect.timestamp(file.now().minus(file.window())),
            Dialect.timestamp(file.now().minus(Duration.ofMinutes(3))));
  }

  private void fetch(String sql) {
    session.query(sql, TIMEOUT, row -> row.value(1));
  }
}

package io.gapwatch.agent.probe.rate;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.TableName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many rows a table has, and how that is known.
 *
 * @param inserted rows ever inserted, and {@code deleted} rows ever deleted, where statistics count
 * @param bytes with indexes and TOAST; empty where the database does not tell, or it is locked
 * @param from for people: {@code statistics} or {@code count}
 */
record TableSize(
    double rows,
    OptionalDouble inserted,
    OptionalDouble deleted,
    OptionalDouble bytes,
    String from) {
  static final String STATISTICS = "statistics";
  static final String COUNT = "count";

  /**
   * A partitioned table has no rows of its own; its parts are counted. Where an analyze saw more
   * rows than were ever inserted, the statistics were lost in between, and count what came since,
   * until the next analyze or vacuum tells them all.
   */
  private static final String QUESTION =
      """
      WITH RECURSIVE named AS (SELECT to_regclass('%s')::oid AS oid),
      parts AS (
        SELECT oid FROM named
        UNION SELECT i.inhrelid FROM parts JOIN pg_inherits i ON i.inhparent = parts.oid),
      locked AS (
        SELECT relation FROM pg_locks WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'
          AND database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
      SELECT (SELECT c.relkind FROM pg_class c WHERE c.oid = (SELECT oid FROM named)),
        sum(CASE WHEN c.relkind <> 'p' AND c.reltuples > s.n_tup_ins
            AND s.analyze_count + s.autoanalyze_count + s.vacuum_count + s.autovacuum_count = 0
          THEN greatest(c.reltuples + s.n_tup_ins - s.n_tup_del, 0)
          ELSE s.n_live_tup END)::bigint, sum(s.n_tup_ins)::bigint, sum(s.n_tup_del)::bigint,
        CASE WHEN bool_and(parts.oid NOT IN (SELECT relation FROM locked))
          THEN sum(pg_total_relation_size(parts.oid))::bigint END,
        current_setting('track_counts')::boolean, pg_is_in_recovery()
      FROM parts JOIN pg_class c ON c.oid = parts.oid
        LEFT JOIN pg_stat_user_tables s ON s.relid = parts.oid
      """;

  /** Whether statistics can answer, and what they say. */
  private record Statistics(
      String kind,
      double rows,
      double inserted,
      double deleted,
      OptionalDouble bytes,
      boolean count) {
    static Statistics read(Row row) {
      return new Statistics(
          row.text(1),
          (double) row.number(2),
          (double) row.number(3),
          (double) row.number(4),
          row.decimal(5),
          row.truth(6) && !row.truth(7));
    }
  }

  /**
   * Asks the statistics, or counts where they cannot answer: a condition, a view, a replica.
   *
   * @throws SourceUnavailableException if there is no such table
   */
  static TableSize of(
      SqlSession session, String table, Optional<String> where, boolean exact, Duration timeout) {
    if (session.dialect() != Dialect.POSTGRES) {
      return counted(session, table, where, OptionalDouble.empty(), timeout);
    }
    String name = TableName.of(table).quoted().replace("'", "''");
    Statistics found = session.list(QUESTION.formatted(name), timeout, Statistics::read).get(0);
    if (found.kind().isEmpty()) {
      throw new SourceUnavailableException(
          "there is no table %s in %s".formatted(table, session.answeredBy()),
          "check the name, with its schema, and that this is the right database");
    }
    boolean stored = found.kind().matches("[rpm]");
    OptionalDouble bytes = stored ? found.bytes() : OptionalDouble.empty();
    return exact || where.isPresent() || !stored || !found.count()
        ? counted(session, table, where, bytes, timeout)
        : new TableSize(
            found.rows(),
            OptionalDouble.of(found.inserted()),
            OptionalDouble.of(found.deleted()),
            bytes,
            STATISTICS);
  }

  private static TableSize counted(
      SqlSession session,
      String table,
      Optional<String> where,
      OptionalDouble bytes,
      Duration timeout) {
    String sql =
        "SELECT count(*) FROM %s%s"
            .formatted(
                TableName.of(table).quoted(),
                where.map(only -> " WHERE (" + only + "\n)").orElse(""));
    double rows = session.list(sql, timeout, row -> (double) row.number(1)).get(0);
    return new TableSize(rows, OptionalDouble.empty(), OptionalDouble.empty(), bytes, COUNT);
  }
}

package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.source.sql.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One table of the database as the catalog and the statistics know it; no table is read.
 *
 * @param name with its schema, unless that is {@code public}
 * @param table whether it is a table of its own: no part of another, no materialized view
 * @param keyed whether it has a primary key
 * @param bytes its size with indexes and TOAST; empty while another session has it locked
 * @param rows at the last vacuum or analyze; empty if there was none
 * @param live rows that the statistics count
 * @param dead rows that a vacuum would remove
 * @param written rows ever inserted or updated that the statistics know of; few after they were
 *     lost
 * @param surveyed whether a vacuum or an analyze has counted rows since statistics were last lost
 * @param vacuumedAt by anybody, UTC
 * @param age transactions since its oldest row was frozen
 */
record Relation(
    String name,
    boolean table,
    boolean keyed,
    OptionalDouble bytes,
    OptionalDouble rows,
    long live,
    long dead,
    long written,
    boolean surveyed,
    Optional<Instant> vacuumedAt,
    long age) {
  /** Asking the size of a table that is locked exclusively would wait for the lock. */
  private static final String QUESTION =
      """
      WITH locked AS MATERIALIZED (
        SELECT relation FROM pg_locks
        WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
      SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
        c.relkind <> 'm' AND NOT c.relispartition,
        EXISTS (SELECT FROM pg_constraint p WHERE p.conrelid = c.oid AND p.contype = 'p'),
        CASE WHEN c.relkind <> 'p' AND c.oid NOT IN (SELECT relation FROM locked)
          THEN pg_total_relation_size(c.oid) END,
        CASE WHEN c.reltuples >= 0 AND c.relpages > 0 THEN c.reltuples END,
        coalesce(s.n_live_tup, 0), coalesce(s.n_dead_tup, 0),
        coalesce(s.n_tup_ins + s.n_tup_upd, 0),
        coalesce(s.last_vacuum, s.last_autovacuum, s.last_analyze, s.last_autoanalyze) IS NOT NULL,
        (extract(epoch FROM greatest(s.last_vacuum, s.last_autovacuum)) * 1000)::bigint,
        CASE WHEN c.relfrozenxid <> '0' THEN age(c.relfrozenxid) ELSE 0 END
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
      WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND n.nspname !~ '^pg_(toast|temp_)' AND c.relpersistence <> 't'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
          AND d.objid = c.oid AND d.deptype = 'e')
      ORDER BY 1
      """;

  /** Those of a run, asked once. */
  private record All(List<Relation> relations) {}

  /** All tables of the database, without those of the system and of extensions, by name. */
  static List<Relation> any(PostgresSession session, Duration timeout) {
    return session
        .shared(All.class, any -> new All(session.list(QUESTION, timeout, Relation::read)))
        .relations();
  }

  /**
   * The same.
   *
   * @throws SourceUnavailableException if there is none: that says nothing about tables
   */
  static List<Relation> all(PostgresSession session, Duration timeout) {
    List<Relation> all = any(session, timeout);
    if (all.isEmpty()) {
      throw new SourceUnavailableException(
          "%s has no tables".formatted(Server.of(session, timeout).text()),
          "check that the source names the database that the services use");
    }
    return all;
  }

  private static Relation read(Row row) {
    return new Relation(
        row.text(1),
        row.truth(2),
        row.truth(3),
        row.decimal(4),
        row.decimal(5),
        row.number(6),
        row.number(7),
        row.number(8),
        row.truth(9),
        row.isNull(10) ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.number(10))),
        row.number(11));
  }

  /** Whether a name in the configuration means this table. */
  boolean isNamed(String written) {
    return name.equals(
        written.startsWith("public.") ? written.substring("public.".length()) : written);
  }
}

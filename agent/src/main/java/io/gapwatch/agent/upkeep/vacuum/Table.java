package io.gapwatch.agent.upkeep.vacuum;

import io.gapwatch.agent.source.sql.PostgresUpkeep;
import io.gapwatch.agent.source.sql.Row;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One table as the catalog and the statistics know it.
 *
 * @param oid the server's number of it
 * @param name with its schema, unless that is {@code public}
 * @param quoted its name in SQL
 * @param bytes its size with indexes; empty while another session has it locked
 * @param vacuums how often somebody other than autovacuum has vacuumed it
 * @param holder who has a lock that forbids a vacuum; empty for nobody
 */
record Table(
    long oid,
    String name,
    String quoted,
    long dead,
    long live,
    OptionalDouble bytes,
    long vacuums,
    String holder) {
  private static final double WHOLE = 100;

  /**
   * Asking the size of a table that is locked exclusively would wait for the lock. Anybody may see
   * who holds a lock, but only with rights what the other session is: autovacuum is told by its
   * query where the kind of session is hidden.
   */
  private static final String QUESTION =
      """
      WITH held AS MATERIALIZED (
        SELECT l.relation, min(CASE
            WHEN a.backend_type = 'autovacuum worker' OR a.query LIKE 'autovacuum:%%'
              THEN 'autovacuum'
            ELSE 'session ' || l.pid END) AS holder
        FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_backend_pid()
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock',
            'ExclusiveLock', 'AccessExclusiveLock')
        GROUP BY 1)
      SELECT c.oid::bigint,
        CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
        format('%%I.%%I', n.nspname, c.relname), coalesce(s.n_dead_tup, 0),
        coalesce(s.n_live_tup, 0),
        CASE WHEN h.holder IS NULL THEN pg_total_relation_size(c.oid) END,
        coalesce(s.vacuum_count, 0), coalesce(h.holder, '')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
        LEFT JOIN held h ON h.relation = c.oid
      WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND n.nspname !~ '^pg_(toast|temp_)' AND c.relpersistence <> 't' %s
      ORDER BY 4 DESC, 2
      """;

  private static final int MAINTAIN_SINCE = 170_000;

  /** The rule of the server: an owner's right to the table, or to its database. */
  private static final String RIGHTS =
      """
      SELECT CASE
        WHEN pg_has_role(c.relowner, 'USAGE') OR pg_has_role(d.datdba, 'USAGE') %s THEN ''
        ELSE format('its owner is %%s, and %%s is no member of it',
          pg_get_userbyid(c.relowner), current_user) END
      FROM pg_class c, pg_database d WHERE d.datname = current_database() AND c.oid = %d
      """;

  /** All tables of the database, those with most dead rows first. */
  static List<Table> all(PostgresUpkeep session, Duration timeout) {
    return session.list(QUESTION.formatted(""), timeout, Table::read);
  }

  /** This table as it is now; none if it was dropped. */
  List<Table> again(PostgresUpkeep session, Duration timeout) {
    return session.list(QUESTION.formatted("AND c.oid = " + oid), timeout, Table::read);
  }

  /** Why the server would skip it; empty if it would not. */
  String forbidden(PostgresUpkeep session, Duration timeout) {
    String maintain =
        session.version() < MAINTAIN_SINCE ? "" : "OR has_table_privilege(c.oid, 'MAINTAIN')";
    return session.list(RIGHTS.formatted(maintain, oid), timeout, row -> row.text(1)).stream()
        .findFirst()
        .orElse("");
  }

  private static Table read(Row row) {
    return new Table(
        row.number(1),
        row.text(2),
        row.text(3),
        row.number(4),
        row.number(5),
        row.decimal(6),
        row.number(7),
        row.text(8));
  }

  double deadShare() {
    return dead == 0 ? 0 : WHOLE * dead / (dead + live);
  }

  /** Whether names in the configuration mean this table. */
  boolean isNamedIn(Set<String> written) {
    return written.stream()
        .anyMatch(
            each ->
                name.equals(
                    each.startsWith("public.") ? each.substring("public.".length()) : each));
  }
}

package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.source.sql.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * One connection of a client. The server's own processes are none: an autovacuum may work for
 * hours.
 *
 * @param state as {@code pg_stat_activity} names it; empty if it is hidden or not tracked
 * @param verb the first word of its statement; the rest may hold data and stays on the server
 * @param inState seconds since it is in this state
 * @param inQuery seconds since its statement began
 * @param inTransaction seconds since its transaction began; empty if it is in none
 * @param waiting seconds since it waits for a lock; empty if it waits for none
 * @param blockedBy the sessions that hold the lock
 */
record Backend(
    long pid,
    String database,
    String user,
    String application,
    String client,
    String state,
    String verb,
    OptionalDouble inState,
    OptionalDouble inQuery,
    OptionalDouble inTransaction,
    OptionalDouble waiting,
    List<Long> blockedBy) {

  /** {@code waitstart} is new in PostgreSQL 14; before, it is the start of the statement. */
  private static final String QUESTION =
      """
      SELECT pid, datname, usename, application_name,
        coalesce(host(client_addr), 'local socket'), state, upper(substring(query FROM '^\\s*(\\w+)')),
        extract(epoch FROM clock_timestamp() - state_change),
        extract(epoch FROM clock_timestamp() - query_start),
        extract(epoch FROM clock_timestamp() - xact_start),
        CASE WHEN wait_event_type = 'Lock' THEN extract(epoch FROM clock_timestamp() - coalesce(
          (SELECT min((to_jsonb(l) ->> 'waitstart')::timestamptz) FROM pg_locks l
            WHERE l.pid = a.pid AND NOT l.granted), query_start)) END,
        CASE WHEN wait_event_type = 'Lock' THEN array_to_string(pg_blocking_pids(pid), ',') END
      FROM pg_stat_activity a
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
      ORDER BY pid
      """;

  /** Those of a run, asked once. */
  private record All(List<Backend> backends) {}

  /**
   * All but our own.
   *
   * @throws io.gapwatch.agent.source.SourceUnavailableException if those of others are hidden
   */
  static List<Backend> all(PostgresSession session, Duration timeout) {
    Server server = Server.of(session, timeout);
    if (!server.seesAll()) {
      throw server.hidden("the sessions of others");
    }
    return session
        .shared(All.class, any -> new All(session.list(QUESTION, timeout, Backend::read)))
        .backends();
  }

  private static Backend read(Row row) {
    return new Backend(
        row.number(1),
        row.text(2),
        row.text(3),
        row.text(4),
        row.text(5),
        row.text(6),
        row.text(7),
        row.decimal(8),
        row.decimal(9),
        row.decimal(10),
        row.decimal(11),
        pids(row.text(12)));
  }

  private static List<Long> pids(String text) {
    List<Long> pids = new ArrayList<>();
    Stream.of(text.split(",")).filter(pid -> !pid.isEmpty()).map(Long::valueOf).forEach(pids::add);
    return List.copyOf(pids);
  }

  /** Who holds it: {@code app@ledger (node, from 10.0.0.7)}. */
  String owner() {
    return "%s@%s (%s%s)"
        .formatted(user, database, application.isEmpty() ? "" : application + ", ", client);
  }

  boolean is(String someState) {
    return state.startsWith(someState);
  }
}

package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.source.sql.Row;
import java.time.Duration;
import java.time.Instant;

/**
 * Which server answered, as whom, and what may be seen of it.
 *
 * @param place host and port of the server itself, which a pooler may hide from its clients
 * @param version {@code 14.22}
 * @param replica whether it follows another server
 * @param time by its own clock, UTC
 * @param startedAt when it was started, UTC
 * @param seesAll whether the role may see the sessions of others: that of {@code pg_monitor}
 * @param connections the most there can be
 * @param countsRows whether its statistics count rows
 */
record Server(
    String database,
    String role,
    String place,
    String version,
    boolean replica,
    Instant time,
    Instant startedAt,
    boolean seesAll,
    long connections,
    boolean countsRows) {
  private static final String QUESTION =
      """
      SELECT current_database(), current_user,
        coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'a local socket'),
        current_setting('server_version'), pg_is_in_recovery(),
        (extract(epoch FROM clock_timestamp()) * 1000)::bigint,
        (extract(epoch FROM pg_postmaster_start_time()) * 1000)::bigint,
        pg_has_role('pg_read_all_stats', 'USAGE'), current_setting('max_connections')::bigint,
        current_setting('track_counts')::boolean
      """;

  /** Asks, or takes what another check of the run was told. */
  static Server of(PostgresSession session, Duration timeout) {
    return session.shared(Server.class, any -> ask(session, timeout));
  }

  /** Asks now. */
  static Server ask(PostgresSession session, Duration timeout) {
    return session.list(QUESTION, timeout, Server::read).get(0);
  }

  private static Server read(Row row) {
    return new Server(
        row.text(1),
        row.text(2),
        row.text(3),
        // Debian's has the name of its package behind it.
        row.text(4).replaceFirst(" .*", ""),
        row.truth(5),
        Instant.ofEpochMilli(row.number(6)),
        Instant.ofEpochMilli(row.number(7)),
        row.truth(8),
        row.number(9),
        row.truth(10));
  }

  /** Which one it is: {@code ledger at 10.0.0.5:5432, primary, PostgreSQL 14.22, as watcher}. */
  String text() {
    return "%s at %s, %s, PostgreSQL %s, as %s"
        .formatted(database, place, replica ? "replica" : "primary", version, role);
  }

  /** Without this right, the sessions of others are hidden; that is not the same as none. */
  SourceUnavailableException hidden(String what) {
    return new SourceUnavailableException(
        "role %s may not see %s".formatted(role, what), "GRANT pg_monitor TO " + role);
  }
}

package io.gapwatch.agent.source.sql;

import java.util.List;
import java.util.stream.Stream;

/** What to try where a PostgreSQL server is not reached, not ready, or has no more to give. */
final class PostgresServerRemedies {
  static final String FULL =
      "the server is out of connections: see who holds them (pg_stat_activity), raise"
          + " max_connections, or use a pool";
  static final String NOT_READY =
      "the server is starting, stopping or recovering: wait, and look in its log if it stays so";
  static final String SERVER_LOG = "look in the server's log for why, and ask again";
  static final String CANCELLED =
      "the check's timeout expired: see whether another session locks the table"
          + " (wait_event_type Lock in pg_stat_activity), or raise timeout";
  static final String LOCKED = "another session holds a lock on the table; look in pg_locks";
  static final String DISK = "the server's disk is full: make room there (df -h)";
  static final String MEMORY =
      "the server is out of memory: look what else runs there, or lower work_mem in options of"
          + " the url";

  private PostgresServerRemedies() {}

  static List<Remedy> all() {
    return Stream.of(reaching(), states(), limits()).flatMap(List::stream).toList();
  }

  private static List<Remedy> reaching() {
    return List.of(
        // A wrapper's, of a server behind this one.
        Remedy.of(
            "could not connect to server \"(.+?)\"",
            "the database asks a foreign server, which it does not reach: check host and port of"
                + " {1} (\\des+ in psql)"),
        Remedy.of(
            "unsupported startup parameter",
            "a pooler refuses this parameter of the url: leave it out, or list it in "
                + "ignore_startup_parameters of pgbouncer.ini"),
        Remedy.of(
            "invalid command-line argument",
            "options in the url are what the server takes: -c%20NAME=VALUE, each after a %20"),
        Remedy.of("connection refused", "check host and port, and that the server is running"),
        Remedy.of("host not found", "check the name of the host: getent hosts NAME"),
        Remedy.of(
            "closed the connection at once|protocol error|setting up the ssl connection",
            "check that it is PostgreSQL that listens on this port, and the server's log"),
        Remedy.of(
            "connection attempt|timed out|no route|authentication due to timeout",
            "check host and port, any firewall in between, and whether the server hangs; of a"
                + " pooler, whether it is paused or does not reach its server"),
        Remedy.of(
            "specified targetServerType|no host of the url",
            "none of the hosts is what target_session_attrs wants: see SELECT pg_is_in_recovery()"
                + " on each; with read-write also SHOW transaction_read_only, as this user"),
        Remedy.of(
            "transaction blocks not allowed",
            "this pooler changes servers within a transaction, and each question is one: set"
                + " pool_mode=transaction for the database in pgbouncer.ini"),
        Remedy.of(
            "^ERROR: SET failed|use SHOW HELP|admin console|unsupported pkt type",
            "this is PgBouncer's own console: write the name of a database in the url"));
  }

  private static List<Remedy> states() {
    return List.of(
        Remedy.of(
            "starting up|shutting down|in recovery mode|not yet accepting connections", NOT_READY),
        Remedy.of(
            "hot standby mode is disabled|not accepting connections",
            "this is a standby that takes no questions: set hot_standby = on there, or name"
                + " another host"),
        Remedy.of(
            "database \"(.+?)\" is not currently accepting connections",
            "open it, as its owner: ALTER DATABASE {1} ALLOW_CONNECTIONS true"),
        Remedy.of(
            "invalid database \"(.+?)\"",
            "it was being dropped, and is of no use any more: DROP DATABASE {1}, and restore it"),
        Remedy.of(
            "conflict with recovery",
            "the standby had to go on replaying: set hot_standby_feedback = on there, raise its"
                + " max_standby_streaming_delay, or ask the primary"),
        Remedy.of(
            "due to idle-in-transaction timeout",
            "the server ends transactions that wait: raise it for this role: ALTER ROLE {role} SET"
                + " idle_in_transaction_session_timeout = '1min'"),
        Remedy.of(
            "due to transaction timeout",
            "the server ends long transactions: raise it for this role: ALTER ROLE {role} SET"
                + " transaction_timeout = '2min'"),
        Remedy.of("administrator command|crash of another server process|abnormally", SERVER_LOG),
        Remedy.of("lock timeout", LOCKED),
        // Whoever ends it first: the server's limit, ours, or the driver's cancelling.
        Remedy.of("statement timeout|user request|interrupted after", CANCELLED),
        Remedy.of(
            "read-only transaction|read-write mode|data-modifying",
            PostgresQueryRemedies.READ_ONLY));
  }

  private static List<Remedy> limits() {
    return List.of(
        Remedy.of(
            "too many connections for role \"(.+?)\"",
            "see who holds them (pg_stat_activity), or raise the limit of the role: ALTER ROLE {1}"
                + " CONNECTION LIMIT 10"),
        Remedy.of(
            "too many connections for database \"(.+?)\"",
            "see who holds them (pg_stat_activity), or raise the limit of the database: ALTER"
                + " DATABASE {1} CONNECTION LIMIT 100"),
        Remedy.of("too many clients|remaining connection slots", FULL),
        Remedy.of(
            "no more connections allowed|max(?:imum)? ?client",
            "the pooler takes no more clients; raise its max_client_conn, or look who holds them"),
        Remedy.of(
            "query_wait_timeout|i/o error|no answer in time|connection broke",
            "the server stopped answering, or a pooler in front of it has no free server"
                + " connection; look at both, and raise pool_size if the pool is full"),
        Remedy.of(
            "temp_file_limit",
            "the query sorts or joins more than the role may put on disk: shorten the window, or"
                + " raise temp_file_limit"),
        Remedy.of(
            "out of shared memory",
            "raise max_locks_per_transaction of the server, and restart it"),
        Remedy.of("no space left|disk full", DISK),
        Remedy.of("out of memory", MEMORY));
  }
}

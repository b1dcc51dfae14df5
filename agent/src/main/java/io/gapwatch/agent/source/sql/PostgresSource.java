package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.Session;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * A PostgreSQL database over one connection, asked in read-only transactions with timeouts at every
 * level. Nothing outlives a transaction, so that a pooler may stand in between.
 */
final class PostgresSource extends JdbcSource {
  private static final String CERTIFICATES =
      "in the url, sslrootcert names the file of the authority's certificate, relative to the "
          + "configuration; system stands for the roots that this machine trusts";

  private static final Map<String, String> REMEDIES = remedies();

  private final PostgresAddress address;
  private final PostgresTls tls;

  PostgresSource(String name, PostgresAddress address, PostgresTls tls) {
    super(name, "connect to " + address.place(), new JdbcErrors(name, address.secrets(), REMEDIES));
    this.address = address;
    this.tls = tls;
  }

  @Override
  SqlSession connect(Duration timeout, JdbcErrors errors) throws SQLException {
    Map<String, String> written = new LinkedHashMap<>(address.parameters());
    tls.apply(name(), written);
    PostgresParameters parameters = PostgresParameters.of(written);
    DriverLogs.off();
    long began = System.nanoTime();
    Connection connection =
        DriverManager.getConnection(address.jdbcUrl(), parameters.properties(address, timeout));
    try {
      // Outside a transaction the driver would buffer the complete result.
      connection.setAutoCommit(false);
      JdbcSession.Beginning begin = (any, limit) -> begin(any, parameters.preamble(limit), limit);
      begin.apply(connection, timeout);
      JdbcSession.Server server =
          new JdbcSession.Server(
              Dialect.POSTGRES,
              answeredBy(connection, address),
              identity(address),
              false,
              PostgresSource::edition,
              1);
      connection.rollback();
      JdbcSession session = new JdbcSession(connection, server, errors, timeout, begin);
      return new PostgresConnection(session, Duration.ofNanos(System.nanoTime() - began));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Session openForUpkeep(Duration timeout) {
    return PostgresUpkeepConnection.open(name(), address, tls, REMEDIES, timeout);
  }

  @Override
  public Optional<String> identity() {
    return Optional.of(identity(address));
  }

  static String identity(PostgresAddress address) {
    return "PostgreSQL " + address.place();
  }

  /**
   * A table that was made anew, emptied or written anew, with its partitions; of a view the views
   * and tables behind it are not looked at.
   */
  private static OptionalLong edition(SqlSession session, String table, Duration timeout) {
    String name = TableName.of(table).quoted().replace("'", "''");
    List<String> files =
        session.list(
            ("WITH RECURSIVE parts AS (SELECT to_regclass('%s')::oid AS oid UNION SELECT inhrelid"
                    + " FROM pg_inherits JOIN parts ON inhparent = parts.oid) SELECT oid::bigint,"
                    + " relfilenode::bigint FROM parts JOIN pg_class USING (oid) ORDER BY oid")
                .formatted(name),
            timeout,
            row -> row.number(1) + " " + row.number(2));
    return files.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum(String.join(" ", files)));
  }

  private static long sum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }

  /** The server times out the statement; should the server hang, the socket times out. */
  private static void begin(Connection connection, String preamble, Duration timeout)
      throws SQLException {
    long millis = Math.max(1, timeout.toMillis()) + PostgresParameters.SOCKET_SLACK.toMillis();
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(millis));
    try (Statement statement = connection.createStatement()) {
      statement.execute(preamble);
    }
  }

  static String answeredBy(Connection connection, PostgresAddress address) throws SQLException {
    String sql =
        "SELECT current_database(), coalesce(host(inet_server_addr()), 'local socket'),"
            + " current_setting('server_version')";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return "PostgreSQL %s, database %s at %s (%s)"
          .formatted(row.getString(3), row.getString(1), address.place(), row.getString(2));
    }
  }

  /** What to try, keyed by a fragment of the driver's message; the first match wins. */
  private static Map<String, String> remedies() {
    Map<String, String> remedies = new LinkedHashMap<>();
    remedies.put(
        "unsupported startup parameter",
        "a pooler refuses this parameter of the url: leave it out, or list it in "
            + "ignore_startup_parameters of pgbouncer.ini");
    remedies.put("ssl root certificate", CERTIFICATES);
    remedies.put("pkix path", CERTIFICATES);
    remedies.put(
        "could not be verified",
        "the certificate is for another host: write the name that it was made for");
    remedies.put(
        "not support ssl", "the server has no TLS: leave sslmode out on a trusted network");
    remedies.put("ssl required", "the server requires TLS: write sslmode=require in the url");
    remedies.put("connection refused", "check host and port, and that the server is running");
    remedies.put("host not found", "check the name of the host: getent hosts NAME");
    remedies.put(
        "closed the connection at once",
        "check that it is PostgreSQL that listens on this port, and the server's log");
    for (String silent : List.of("connection attempt", "timed out", "no route")) {
      remedies.put(
          silent, "check host and port, any firewall in between, and whether the server hangs");
    }
    remedies.put("sasl authentication", "check user and password of the source");
    remedies.put("password authentication", "check user and password of the source");
    remedies.put("no password", "set the password of the source");
    remedies.put("pg_hba.conf", "allow this host in the server's pg_hba.conf");
    remedies.put("no such database", "check the name in the configuration against the database");
    remedies.put("does not exist", "check the name in the configuration against the database");
    remedies.put(
        "cannot convert infinity",
        "a time of some row is infinity: leave such rows out, with where: isfinite(COLUMN)");
    remedies.put(
        "out of range",
        "some number or time is beyond what can be counted with 64 bits: look at the least and the"
            + " greatest of both columns, and leave such rows out with where");
    remedies.put(
        "row-level security",
        "the role sees only some of the rows, and hidden ones would be reported as missing:"
            + " use a role with BYPASSRLS, a view of the table's owner, or write"
            + " options=-c%20row_security=on in the url if what the policy shows is all that is to"
            + " be watched");
    remedies.put("permission denied", "grant the role SELECT on the table");
    remedies.put("lock timeout", "another session holds a lock on the table; look in pg_locks");
    // Whoever ends it first: the server's limit, ours, or the driver's cancelling.
    for (String expired : List.of("statement timeout", "user request", "interrupted after")) {
      remedies.put(
          expired,
          "the check's timeout expired: see whether another session locks the table"
              + " (wait_event_type Lock in pg_stat_activity), or raise timeout");
    }
    remedies.put(
        "too many clients",
        "the server is out of connections; raise max_connections or use a pooler");
    remedies.put(
        "no more connections allowed",
        "the pooler takes no more clients; raise its max_client_conn, or look who holds them");
    for (String waiting :
        List.of("query_wait_timeout", "i/o error", "no answer in time", "connection broke")) {
      remedies.put(
          waiting,
          "the server stopped answering, or a pooler in front of it has no free server connection; "
              + "look at both, and raise pool_size if the pool is full");
    }
    return Collections.unmodifiableMap(remedies);
  }
}

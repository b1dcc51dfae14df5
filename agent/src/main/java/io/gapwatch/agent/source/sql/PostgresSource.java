package io.gapwatch.agent.source.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** A PostgreSQL database over one read-only connection with timeouts at every level. */
final class PostgresSource extends JdbcSource {
  private static final Map<String, String> REMEDIES = remedies();

  /** The socket timeout exceeds the statement timeout by this much. */
  private static final Duration SOCKET_SLACK = Duration.ofSeconds(5);

  private final PostgresAddress address;

  PostgresSource(String name, PostgresAddress address) {
    super(name, "connect to " + address.place(), new JdbcErrors(name, address.secrets(), REMEDIES));
    this.address = address;
  }

  @Override
  SqlSession connect(Duration timeout, JdbcErrors errors) throws SQLException {
    long began = System.nanoTime();
    Connection connection =
        DriverManager.getConnection(address.jdbcUrl(), properties(address, timeout));
    // Outside a transaction the driver would buffer the complete result.
    connection.setAutoCommit(false);
    JdbcSession.Server server =
        new JdbcSession.Server(
            Dialect.POSTGRES, answeredBy(connection), "PostgreSQL " + address.place());
    JdbcSession session =
        new JdbcSession(connection, server, errors, PostgresSource::limitNextStatement);
    return new PostgresConnection(session, Duration.ofNanos(System.nanoTime() - began));
  }

  /** Timeouts: by default the driver waits on the socket for ever. */
  static Properties properties(PostgresAddress address, Duration timeout) {
    Properties properties = new Properties();
    String seconds = Long.toString(Math.max(1, timeout.toSeconds()));
    String connectSeconds = Long.toString(Math.min(10, Math.max(1, timeout.toSeconds())));
    properties.setProperty("connectTimeout", connectSeconds);
    properties.setProperty("loginTimeout", connectSeconds);
    properties.setProperty(
        "socketTimeout",
        Long.toString(Math.max(1, timeout.toSeconds()) + SOCKET_SLACK.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "gapwatch");
    properties.setProperty("readOnly", "true");
    // The last setting wins.
    properties.setProperty(
        "options",
        address.parameters().getOrDefault("options", "")
            + " -c default_transaction_read_only=on -c lock_timeout=5s -c statement_timeout="
            + seconds
            + "s -c idle_in_transaction_session_timeout=60s -c TimeZone=UTC");
    // TLS and similar parameters of the URL take precedence, but not over the timeouts.
    address.parameters().forEach(properties::putIfAbsent);
    address.user().ifPresent(user -> properties.setProperty("user", user.reveal()));
    address.password().ifPresent(word -> properties.setProperty("password", word.reveal()));
    return properties;
  }

  /** The server times out the statement; should the server hang, the socket times out. */
  private static void limitNextStatement(Connection connection, Duration timeout)
      throws SQLException {
    long millis = Math.max(1, timeout.toMillis());
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(millis + SOCKET_SLACK.toMillis()));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL statement_timeout = " + millis);
    }
  }

  private String answeredBy(Connection connection) throws SQLException {
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
    remedies.put("refused. check", "check host and port, and that the server is running");
    remedies.put("connection attempt", "check host and port, and any firewall in between");
    remedies.put("connect timed out", "check host and port, and any firewall in between");
    remedies.put("password authentication", "check user and password of the source");
    remedies.put("no password", "set the password of the source");
    remedies.put("pg_hba.conf", "allow this host in the server's pg_hba.conf");
    remedies.put("does not exist", "check the name in the configuration against the database");
    remedies.put("permission denied", "grant the role SELECT on the table");
    remedies.put("lock timeout", "another session holds a lock on the table; look in pg_locks");
    remedies.put("statement timeout", "the check's timeout expired; raise timeout");
    remedies.put("user request", "the check's timeout expired; raise timeout");
    remedies.put(
        "too many clients",
        "the server is out of connections; raise max_connections or use a pooler");
    return Collections.unmodifiableMap(remedies);
  }
}

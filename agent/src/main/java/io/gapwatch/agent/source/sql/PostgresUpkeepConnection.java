package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/**
 * A connection of its own, not read-only. Its settings are those of the session, which is why no
 * pooler that shares sessions may stand in between: they travel as start-up parameters, which such
 * a pooler refuses or drops.
 */
final class PostgresUpkeepConnection implements PostgresUpkeep {
  /** How long a statement waits for a lock. */
  private static final String LOCK_TIMEOUT = "5s";

  private static final String DIRECT =
      "name the server itself in the url of this source, not its pooler: VACUUM needs a session of"
          + " its own";

  private final Connection connection;
  private final JdbcErrors errors;
  private final JdbcSession session;
  private final int version;

  private PostgresUpkeepConnection(
      Connection connection, JdbcErrors errors, JdbcSession session, int version) {
    this.connection = connection;
    this.errors = errors;
    this.session = session;
    this.version = version;
  }

  /**
   * Connects.
   *
   * @param remedies those of the source
   * @throws SourceUnavailableException if it does not connect, or a pooler stands in between
   */
  static PostgresUpkeepConnection open(
      String name, PostgresAddress address, PostgresTls tls, Remedies remedies, Duration timeout) {
    Remedies ours = Remedies.byFragment(Map.of("unsupported startup parameter", DIRECT));
    JdbcErrors errors = new JdbcErrors(name, address.secrets(), ours.or(remedies));
    try {
      return connect(name, address, tls, errors, timeout);
    } catch (SQLException e) {
      throw errors.explain("could not connect to " + address.place(), e);
    }
  }

  private static PostgresUpkeepConnection connect(
      String name, PostgresAddress address, PostgresTls tls, JdbcErrors errors, Duration timeout)
      throws SQLException {
    Map<String, String> written = new LinkedHashMap<>(address.parameters());
    tls.apply(name, written);
    PostgresParameters parameters = PostgresParameters.of(written);
    Properties properties = parameters.properties(address, timeout);
    properties.setProperty("readOnly", "false");
    properties.setProperty("ApplicationName", "gapwatch upkeep");
    properties.setProperty(
        "options",
        (properties.getProperty("options", "") + " -c lock_timeout=" + LOCK_TIMEOUT).strip());
    DriverLogs.off();
    Connection connection = parameters.connect(address, properties);
    try {
      JdbcSession.Server server =
          new JdbcSession.Server(
              Dialect.POSTGRES,
              PostgresSource.answeredBy(connection, address),
              PostgresSource.identity(address),
              false);
      if (!setting(connection, "lock_timeout").equals(LOCK_TIMEOUT)) {
        throw new SourceUnavailableException(
            name + ": a pooler in front of " + address.place() + " drops the settings of a session",
            DIRECT);
      }
      return new PostgresUpkeepConnection(
          connection,
          errors,
          new JdbcSession(
              connection, server, errors, timeout, PostgresUpkeepConnection::limitStatements),
          Integer.parseInt(setting(connection, "server_version_num")));
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_setting('" + name + "')")) {
      row.next();
      return row.getString(1);
    }
  }

  /** The server ends a statement even if this process is killed meanwhile. */
  private static void limitStatements(Connection connection, Duration timeout) throws SQLException {
    long millis = Math.max(1, timeout.toMillis());
    connection.setNetworkTimeout(
        Runnable::run,
        Math.toIntExact(
            Math.min(Integer.MAX_VALUE, millis + PostgresParameters.SOCKET_SLACK.toMillis())));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = " + Math.min(Integer.MAX_VALUE, millis));
    }
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public <T> List<T> list(String sql, Duration timeout, Function<Row, T> reader) {
    return session.list(sql, timeout, reader);
  }

  @Override
  public List<Notice> execute(String sql, Duration timeout) {
    try {
      limitStatements(connection, timeout);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
        List<Notice> notices = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings();
            warning != null;
            warning = warning.getNextWarning()) {
          notices.add(
              new Notice(
                  String.valueOf(warning.getSQLState()), String.valueOf(warning.getMessage())));
        }
        return List.copyOf(notices);
      }
    } catch (SQLException e) {
      throw errors.explain("the statement failed", e);
    }
  }

  @Override
  public String answeredBy() {
    return session.answeredBy();
  }

  @Override
  public String identity() {
    return session.identity();
  }

  @Override
  public void close() {
    session.close();
  }
}

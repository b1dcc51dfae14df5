package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.Session;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
  /**
   * What is behind a table, partitions and views, with the file of each and, of views, when they
   * were last written: a view that is replaced stays the same otherwise.
   */
  private static final String EDITION =
      "WITH RECURSIVE parts AS (SELECT to_regclass('%s')::oid AS oid UNION SELECT behind.oid"
          + " FROM parts, LATERAL (SELECT inhrelid AS oid FROM pg_inherits"
          + " WHERE inhparent = parts.oid UNION ALL SELECT refobjid FROM pg_depend JOIN pg_rewrite"
          + " ON pg_rewrite.oid = objid WHERE classid = 'pg_rewrite'::regclass"
          + " AND refclassid = 'pg_class'::regclass AND ev_class = parts.oid) behind)"
          + " SELECT oid::bigint, relfilenode::bigint, (SELECT string_agg(' ' || r.xmin::text, ''"
          + " ORDER BY r.oid) FROM pg_rewrite r WHERE ev_class = pg_class.oid)"
          + " FROM parts JOIN pg_class USING (oid) ORDER BY oid";

  private final PostgresAddress address;
  private final PostgresTls tls;

  PostgresSource(String name, PostgresAddress address, PostgresTls tls) {
    super(
        name,
        "connect to " + address.place(),
        new JdbcErrors(name, address.secrets(), PostgresRemedies.forUser(address.user())));
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
    Connection connection = parameters.connect(address, parameters.properties(address, timeout));
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
    return PostgresUpkeepConnection.open(
        name(), address, tls, PostgresRemedies.forUser(address.user()), timeout);
  }

  @Override
  public Optional<String> identity() {
    return Optional.of(identity(address));
  }

  static String identity(PostgresAddress address) {
    return "PostgreSQL " + address.place();
  }

  /**
   * A table that was made anew, emptied or written anew, with its partitions; of a view, what it
   * says and the views and tables behind it.
   */
  private static OptionalLong edition(SqlSession session, String table, Duration timeout) {
    String name = TableName.of(table).quoted().replace("'", "''");
    List<String> files =
        session.list(
            EDITION.formatted(name),
            timeout,
            row -> row.number(1) + " " + row.number(2) + row.text(3));
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
}

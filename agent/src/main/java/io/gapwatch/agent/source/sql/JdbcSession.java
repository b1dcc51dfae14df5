package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.Compute;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A session over any JDBC driver. */
final class JdbcSession implements SqlSession {
  /** The fetch size, so that memory does not grow with the result. */
  private static final int FETCH = 10_000;

  private final Connection connection;
  private final Server server;
  private final JdbcErrors errors;
  private final Map<String, List<Column>> columns = new HashMap<>();
  private final Beginning beginning;
  private final Duration tableTimeout;
  private final ComputeMeter meter = new ComputeMeter();

  /**
   * The server behind the connection.
   *
   * @param answeredBy see {@link #answeredBy}
   * @param identity see {@link #identity}
   * @param metered whether a provider counts its compute
   * @param editions see {@link #edition}
   * @param threads see {@link #threads}
   */
  record Server(
      Dialect dialect,
      String answeredBy,
      String identity,
      boolean metered,
      Editions editions,
      int threads) {
    Server(Dialect dialect, String answeredBy, String identity, boolean metered) {
      this(
          dialect,
          answeredBy,
          identity,
          metered,
          (session, table, timeout) -> OptionalLong.empty(),
          1);
    }
  }

  /** See {@link #edition}. */
  interface Editions {
    OptionalLong of(SqlSession session, String table, Duration timeout);
  }

  /** What is done before each statement, and takes effect on that statement only. */
  interface Beginning {
    void apply(Connection connection, Duration timeout) throws SQLException;
  }

  JdbcSession(Connection connection, Server server, JdbcErrors errors, Duration tableTimeout) {
    this(connection, server, errors, tableTimeout, (any, timeout) -> {});
  }

  /**
   * @param tableTimeout how long it may take to look at a table
   */
  JdbcSession(
      Connection connection,
      Server server,
      JdbcErrors errors,
      Duration tableTimeout,
      Beginning beginning) {
    this.connection = connection;
    this.server = server;
    this.errors = errors;
    this.tableTimeout = tableTimeout;
    this.beginning = beginning;
  }

  @Override
  public Dialect dialect() {
    return server.dialect();
  }

  @Override
  public String answeredBy() {
    return server.answeredBy();
  }

  @Override
  public String identity() {
    return server.identity();
  }

  /** Without asking the server: the driver closes what broke. */
  @Override
  public boolean isOpen() {
    try {
      return !connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  /** A file has this machine's clock; a server has its own. */
  @Override
  public Optional<Instant> time(Duration timeout) {
    if (dialect() != Dialect.POSTGRES) {
      return Optional.empty();
    }
    List<Instant> times = new ArrayList<>();
    // Rounded down: a time that is ahead of the server's clock would be later than its answer.
    query(
        "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
        timeout,
        row -> times.add(Instant.ofEpochMilli(row.number(1))));
    return times.stream().findFirst();
  }

  @Override
  public Optional<Compute> compute() {
    return Optional.of(meter.total()).filter(any -> server.metered());
  }

  @Override
  public OptionalLong edition(String table, Duration timeout) {
    return server.editions().of(this, table, timeout);
  }

  @Override
  public int threads() {
    return server.threads();
  }

  @Override
  public List<Column> columns(String table) {
    return columnsOf(TableName.of(table).quoted(), table);
  }

  @Override
  public List<Column> columnsOf(String relation, String table) {
    // Several checks of a run read the same table.
    return columns.computeIfAbsent(relation, any -> readColumns(relation, table));
  }

  private List<Column> readColumns(String relation, String table) {
    // Naming the table resolves schemas and views exactly as later queries do.
    String sql = "SELECT * FROM " + relation + " LIMIT 0";
    try {
      beginning.apply(connection, tableTimeout);
      return dialect() == Dialect.POSTGRES ? executed(sql) : prepared(sql);
    } catch (SQLException e) {
      throw errors.explain("could not read table " + table, e);
    } finally {
      endTransaction();
    }
  }

  /** PostgreSQL looks at rights only when it executes. */
  private List<Column> executed(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        StatementDeadline deadline = StatementDeadline.start(statement, tableTimeout);
        ResultSet none = statement.executeQuery(sql)) {
      deadline.check();
      return ResultColumns.of(none.getMetaData());
    }
  }

  /** MotherDuck charges for what is executed. */
  private List<Column> prepared(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        StatementDeadline deadline = StatementDeadline.start(statement, tableTimeout)) {
      List<Column> columns = ResultColumns.of(statement.getMetaData());
      deadline.check();
      return columns;
    }
  }

  @Override
  public void query(String sql, Duration timeout, Consumer<Row> rows) {
    long began = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      beginning.apply(connection, timeout);
      statement.setFetchSize(FETCH);
      try (StatementDeadline deadline = StatementDeadline.start(statement, timeout)) {
        read(statement, sql, deadline, rows);
      }
    } catch (SQLException e) {
      endTransaction();
      throw errors.explain(
          "the query failed", told(e, sql, timeout.minusNanos(System.nanoTime() - began)));
    } finally {
      endTransaction();
    }
  }

  /** Asking again is for free only where nobody charges by the statement. */
  private SQLException told(SQLException e, String sql, Duration left) {
    return server.metered() ? e : SilentFailure.told(e, connection, sql, left);
  }

  private void read(Statement statement, String sql, StatementDeadline deadline, Consumer<Row> rows)
      throws SQLException {
    ComputeMeter.Running running = meter.statement();
    try (ResultSet result = statement.executeQuery(sql)) {
      Row row = new ResultRow(result, errors);
      while (result.next()) {
        deadline.check();
        rows.accept(row);
      }
    } catch (SQLException e) {
      throw deadline.told(e);
    } finally {
      running.ended();
    }
  }

  /**
   * A failed statement must not affect the next one, and an idle session must not hold a snapshot.
   */
  private void endTransaction() {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      // The connection is broken; the next statement will report why.
      return;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The results have been read; a connection that cannot be closed ends with the process.
      return;
    }
  }
}

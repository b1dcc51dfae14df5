package io.gapwatch.agent.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A session over any JDBC driver. */
final class JdbcSession implements SqlSession {
  /** Rows fetched at a time, so that an answer of any length takes the same memory. */
  private static final int FETCH = 10_000;

  private final Connection connection;
  private final Dialect dialect;
  private final String answeredBy;
  private final JdbcErrors errors;
  private final Map<String, List<Column>> columns = new HashMap<>();
  private final Patience limits;

  /** How a driver is told the time that the next statement may take. */
  interface Patience {
    void apply(Connection connection, Duration patience) throws SQLException;
  }

  JdbcSession(Connection connection, Dialect dialect, String answeredBy, JdbcErrors errors) {
    this(connection, dialect, answeredBy, errors, (any, patience) -> {});
  }

  JdbcSession(
      Connection connection,
      Dialect dialect,
      String answeredBy,
      JdbcErrors errors,
      Patience limits) {
    this.connection = connection;
    this.dialect = dialect;
    this.answeredBy = answeredBy;
    this.errors = errors;
    this.limits = limits;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public String answeredBy() {
    return answeredBy;
  }

  @Override
  public List<Column> columns(String table) {
    // Several checks of a run ask about one table.
    return columns.computeIfAbsent(table, this::readColumns);
  }

  private List<Column> readColumns(String table) {
    // Asking the table itself resolves schemas and views as every later query will.
    String sql = "SELECT * FROM " + Dialect.quote(table) + " LIMIT 0";
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery(sql)) {
      ResultSetMetaData data = none.getMetaData();
      List<Column> columns = new ArrayList<>();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        columns.add(
            new Column(data.getColumnName(i), data.getColumnTypeName(i).toUpperCase(Locale.ROOT)));
      }
      return List.copyOf(columns);
    } catch (SQLException e) {
      throw errors.explain("cannot read table " + table, e);
    } finally {
      endTransaction();
    }
  }

  @Override
  public void query(String sql, Duration patience, Consumer<Row> rows) {
    try (Statement statement = connection.createStatement()) {
      limits.apply(connection, patience);
      statement.setFetchSize(FETCH);
      try (StatementDeadline deadline = StatementDeadline.start(statement, patience);
          ResultSet result = statement.executeQuery(sql)) {
        Row row = new ResultRow(result, errors);
        while (result.next()) {
          deadline.check();
          rows.accept(row);
        }
      }
    } catch (SQLException e) {
      throw errors.explain("the query failed", e);
    } finally {
      endTransaction();
    }
  }

  /** A failed statement must not spoil the next one, nor an idle session hold a snapshot. */
  private void endTransaction() {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      // The connection is broken; the next statement will say so with its own reason.
      return;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // What was read has been read; a connection that cannot be closed dies with the process.
      return;
    }
  }

  private record ResultRow(ResultSet result, JdbcErrors errors) implements Row {
    @Override
    public long number(int column) {
      try {
        return result.getLong(column);
      } catch (SQLException e) {
        throw errors.explain("a value could not be read", e);
      }
    }

    @Override
    public boolean isNull(int column) {
      return value(column).isEmpty();
    }

    @Override
    public Optional<Object> value(int column) {
      try {
        return Optional.ofNullable(result.getObject(column));
      } catch (SQLException e) {
        throw errors.explain("a value could not be read", e);
      }
    }
  }
}

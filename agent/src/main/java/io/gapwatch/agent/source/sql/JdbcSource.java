package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.Source;
import java.sql.SQLException;
import java.time.Duration;

/** A database with a JDBC driver: subclasses connect, failures are explained the same way. */
public abstract class JdbcSource implements Source {
  private final String name;
  private final String opening;
  private final JdbcErrors errors;

  /**
   * @param opening what is attempted, for people: {@code open chain.duckdb}
   */
  JdbcSource(String name, String opening, JdbcErrors errors) {
    this.name = name;
    this.opening = opening;
    this.errors = errors;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final SqlSession open(Duration timeout) {
    try {
      return connect(timeout, errors);
    } catch (SQLException e) {
      throw errors.explain("could not " + opening, e);
    }
  }

  /** Connects; the session uses these errors to explain later failures. */
  abstract SqlSession connect(Duration timeout, JdbcErrors errors) throws SQLException;
}

package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.Source;
import java.sql.SQLException;
import java.time.Duration;

/** A database behind a JDBC driver: how to connect is its own, failures are explained alike. */
public abstract class JdbcSource implements Source {
  private final String name;
  private final String opening;
  private final JdbcErrors errors;

  /**
   * @param opening what is tried, for people: {@code open chain.duckdb}
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
      throw errors.explain("cannot " + opening, e);
    }
  }

  /** Connects, and explains with these errors whatever goes wrong later. */
  abstract SqlSession connect(Duration timeout, JdbcErrors errors) throws SQLException;
}

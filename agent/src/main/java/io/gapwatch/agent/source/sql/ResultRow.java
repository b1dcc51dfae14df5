package io.gapwatch.agent.source.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The row that a result stands at; what it does not give is told in the words of its driver. */
record ResultRow(ResultSet result, JdbcErrors errors) implements Row {
  @Override
  public int columns() {
    try {
      return result.getMetaData().getColumnCount();
    } catch (SQLException e) {
      throw errors.explain("the result could not be read", e);
    }
  }

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

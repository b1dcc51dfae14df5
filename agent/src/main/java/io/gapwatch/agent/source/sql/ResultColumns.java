package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.sql.SqlSession.Column;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns of a result, as drivers tell them. */
final class ResultColumns {
  private ResultColumns() {}

  static List<Column> of(ResultSetMetaData data) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      columns.add(new Column(data.getColumnName(i), type(data, i)));
    }
    return List.copyOf(columns);
  }

  /** PostgreSQL's driver names a NUMERIC without its digits. */
  private static String type(ResultSetMetaData data, int column) throws SQLException {
    String name = data.getColumnTypeName(column).toUpperCase(Locale.ROOT);
    return name.equals("NUMERIC") && data.getPrecision(column) > 0
        ? numeric(data.getPrecision(column), data.getScale(column))
        : name;
  }

  /**
   * The driver reads PostgreSQL's eleven bits of a scale, which may be negative since version 15,
   * without a sign.
   */
  static String numeric(int precision, int scale) {
    return "NUMERIC(%d,%d)".formatted(precision, scale < 1024 ? scale : scale - 2048);
  }
}

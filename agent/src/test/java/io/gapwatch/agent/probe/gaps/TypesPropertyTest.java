package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class TypesPropertyTest extends TypesProperties {
  private static Connection connection;

  @BeforeContainer
  static void open() throws SQLException {
    connection = Databases.duckDb();
  }

  @AfterContainer
  static void close() throws SQLException {
    connection.close();
  }

  @Override
  Connection connection() {
    return connection;
  }

  @Override
  Dialect dialect() {
    return Dialect.DUCKDB;
  }

  @Override
  List<String> numberTypes() {
    return List.of(
        "BIGINT",
        "INTEGER",
        "HUGEINT",
        "UBIGINT",
        "UINTEGER",
        "UHUGEINT",
        "DECIMAL(30,0)",
        "DECIMAL(9,0)",
        "DECIMAL");
  }

  @Override
  Map<String, String> times() {
    Map<String, String> times = new LinkedHashMap<>();
    times.put("s", "t");
    times.put("ms", "t * 1000");
    times.put("us", "CAST(t AS HUGEINT) * 1000000");
    times.put("ns", "CAST(t * 1000000000 AS UBIGINT)");
    times.put("mixed", "CASE n % 3 WHEN 0 THEN t WHEN 1 THEN t * 1000 ELSE t * 1000000 END");
    times.put("DATE", "CAST(make_timestamp(t * 1000000) AS DATE)");
    for (String type :
        List.of("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMPTZ")) {
      times.put(type, "CAST(make_timestamp(t * 1000000) AS " + type + ")");
    }
    return times;
  }
}

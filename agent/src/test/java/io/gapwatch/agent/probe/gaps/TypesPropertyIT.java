package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class TypesPropertyIT extends TypesProperties {
  private static PostgresServer server;
  private static Connection connection;

  @BeforeContainer
  static void open() throws SQLException, IOException {
    server = PostgresServer.start();
    connection = server.admin();
  }

  @AfterContainer
  static void close() throws SQLException, IOException {
    connection.close();
    server.close();
  }

  @Override
  Connection connection() {
    return connection;
  }

  @Override
  Dialect dialect() {
    return Dialect.POSTGRES;
  }

  @Override
  List<String> numberTypes() {
    return List.of(
        "BIGINT", "INTEGER", "NUMERIC(30,0)", "NUMERIC(9,0)", "NUMERIC", "NUMERIC(20,2)");
  }

  @Override
  Map<String, String> times() {
    Map<String, String> times = new LinkedHashMap<>();
    times.put("s", "t");
    times.put("ms", "t * 1000");
    times.put("us", "CAST(t * 1000000 AS NUMERIC(30,0))");
    times.put("ns", "t * 1000000000");
    times.put("mixed", "CASE n % 3 WHEN 0 THEN t WHEN 1 THEN t * 1000 ELSE t * 1000000 END");
    times.put("DATE", "CAST(to_timestamp(t) AT TIME ZONE 'UTC' AS DATE)");
    times.put("TIMESTAMP", "to_timestamp(t) AT TIME ZONE 'UTC'");
    times.put("TIMESTAMP(0)", "CAST(to_timestamp(t) AT TIME ZONE 'UTC' AS TIMESTAMP(0))");
    times.put("TIMESTAMPTZ", "to_timestamp(t)");
    return times;
  }
}

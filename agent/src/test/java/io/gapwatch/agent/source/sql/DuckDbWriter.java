package io.gapwatch.agent.source.sql;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A process of its own that holds a DuckDB file open to write, until its input ends. */
final class DuckDbWriter {
  private DuckDbWriter() {}

  public static void main(String[] args) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[0])) {
      Databases.execute(connection, "CREATE TABLE IF NOT EXISTS busy (n INTEGER)");
      System.out.write("ready\n".getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}

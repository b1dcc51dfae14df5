package io.gapwatch.agent.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A history file as an earlier release left it. */
final class OldHistory {
  private OldHistory() {}

  /**
   * Writes one into an empty folder.
   *
   * @param version of the schema, at least 1
   * @param rows statements that fill its tables
   */
  static void write(Path folder, int version, String rows) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
        Statement statement = connection.createStatement()) {
      for (String step : Schema.STEPS.subList(0, version)) {
        statement.executeUpdate(step);
      }
      statement.executeUpdate(rows + "; PRAGMA user_version = " + version);
    }
  }
}

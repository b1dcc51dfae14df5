package io.gapwatch.agent;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The history as an outsider sees it. */
record HistoryFile(Path state) {

  /** The first column of all rows. */
  List<String> texts(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + state.resolve("history.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  /** Runs one statement or several. */
  void execute(String script) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + state.resolve("history.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(script);
    }
  }

  long count(String sql) throws SQLException {
    return Long.parseLong(texts("SELECT count(*) FROM " + sql).get(0));
  }
}

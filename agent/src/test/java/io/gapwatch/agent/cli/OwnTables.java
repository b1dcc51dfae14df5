package io.gapwatch.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** A DuckDB file with tables of a test's own, and the program, which is asked about them. */
record OwnTables(Path folder) {
  void execute(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("t.duckdb"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** One job, {@code chain}, with one check, {@code c}. */
  void configure(String check) throws IOException {
    configure("7 */3 * * *", check);
  }

  void configure(String schedule, String check) throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        state: state
        sources: {e: {type: duckdb, url: t.duckdb}}
        jobs:
          chain:
            schedule: "%s"
            checks:
              - {id: c, source: e, %s}
        """
            .formatted(schedule, check));
  }

  Ran check(String now) {
    return at(now, "check");
  }

  Ran run(String now) {
    return at(now, "run", "chain");
  }

  /** What {@code gaps} prints. */
  Ran gaps(String format, String now) {
    return at(now, "gaps", "c", "--format", format);
  }

  Ran at(String now, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--now";
    all[arguments.length + 1] = now;
    return gapwatch(all);
  }

  Ran gapwatch(String... arguments) {
    return Ran.gapwatch(folder, arguments);
  }
}

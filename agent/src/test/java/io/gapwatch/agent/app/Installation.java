package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;

/** A folder with a database that is well, and jobs that ask it. */
public record Installation(Path folder) {

  /** Writes both. */
  public static Installation in(Path folder, String... jobs) throws IOException, SQLException {
    Installation installation = new Installation(folder);
    installation.writeDatabase();
    installation.writeJobs(jobs);
    return installation;
  }

  private void writeDatabase() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("data.duckdb"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE queue AS SELECT 1 AS item");
    }
  }

  /** Each job as {@code name: schedule}, or with one more setting after a comma. */
  public void writeJobs(String... jobs) throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            """
            version: 1
            state: state
            sources:
              data: {type: duckdb, url: data.duckdb}
            jobs:
            """);
    for (String job : jobs) {
      String[] parts = job.split(": |, ", 3);
      yaml.append(
          """
            %1$s:
              schedule: "%2$s"
              spread: false
              checks:
                - {id: %1$s-queue, type: sql, source: data, query: SELECT count(*) FROM queue, warning: ">10"}
          """
              .formatted(parts[0], parts[1]));
      if (parts.length > 2) {
        yaml.append("    ").append(parts[2]).append('\n');
      }
    }
    Files.writeString(config(), yaml.toString());
  }

  public Path config() {
    return folder.resolve("gapwatch.yaml");
  }

  public Path state() {
    return folder.resolve("state");
  }

  public Environment environment() {
    return new Environment(
        Map.of("PATH", "/usr/bin:/bin"), Clock.systemUTC(), folder.toAbsolutePath());
  }
}

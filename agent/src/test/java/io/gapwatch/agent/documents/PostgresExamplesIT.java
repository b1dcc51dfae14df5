package io.gapwatch.agent.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples that ask PostgreSQL, against a real one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class PostgresExamplesIT {
  private static final String BROKEN =
      """
      version: 1
      sources: {ledger: {type: postgres, url: "postgres://db.example.org/ledger"}}
      jobs: {ledger: {schedule: "7 * * * *", checks: [{id: own, type: sql, source: ledger, query: SELECT count(*) FROM %s, warning: 1}]}}
      """;

  private final PostgresServer server;
  @TempDir private Path folder = Path.of("");

  PostgresExamplesIT() throws IOException, SQLException {
    server = PostgresServer.start();
  }

  @BeforeAll
  void fill() throws SQLException {
    try (Connection admin = server.admin()) {
      ExampleTables.create(admin, ExampleRun.NOW);
      // As docs/checks.md says.
      Databases.execute(admin, "GRANT pg_monitor TO watcher");
    }
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everyExampleRuns() throws IOException {
    List<Example> examples =
        Example.all().stream()
            .filter(example -> example.asksPostgres() && !example.asksAPipeline())
            .toList();
    assertThat(examples).isNotEmpty();
    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.name(),
                    () -> ExamplesTest.assertChecked(run().check(local(example.yaml())))));
  }

  @Test
  void exampleThatCannotBeCheckedIsSeen() throws IOException, SQLException {
    assertThat(run().check(local(BROKEN.formatted("nowhere"))).exitCode()).isEqualTo(2);
    assertThat(run().check(local(BROKEN.formatted("payments"))).exitCode()).isEqualTo(1);
  }

  private String local(String yaml) {
    return new Offline(server.url()).of(yaml);
  }

  private ExampleRun run() throws IOException {
    return new ExampleRun(Files.createTempDirectory(folder, "example"));
  }
}

package io.gapwatch.agent.documents;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs {@code check} on an example, beside the files that it names.
 *
 * @param folder where the example lies, empty at first
 */
record ExampleRun(Path folder) {
  static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Map<String, String> VARIABLES =
      Map.of("GAPWATCH_VAULT", "ocid1.vault.oc1.eu-frankfurt-1.example");
  private static final Pattern FILE = Pattern.compile("\\w+\\.duckdb");

  /** The example as it is written, read by the loader that a run uses. */
  Config load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("gapwatch.yaml"), yaml);
    return new Configs(environment()).load(Optional.of(file), Optional.of(Path.of("state")));
  }

  /** What all of its checks find. */
  RunResult check(String yaml) throws IOException, SQLException {
    for (String file : files(yaml)) {
      try (Connection database =
          DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(file))) {
        ExampleTables.create(database, NOW);
      }
    }
    Path secrets = Files.createFile(folder.resolve("secrets.env"));
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    return new Agent(environment()).checks().run(load(yaml), List.of(), NOW, RunListener.SILENT);
  }

  private static Set<String> files(String yaml) {
    return FILE.matcher(yaml).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private Environment environment() {
    return new Environment(VARIABLES, CLOCK, folder);
  }
}

package io.gapwatch.agent.documents;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Commit;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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
      Map.of("GAPWATCH_VAULT", "ocid1.vault.oc1.eu-frankfurt-1.example", "HOME", "/home/app");
  private static final Pattern FILE = Pattern.compile("\\w+\\.duckdb");

  /** The example as it is written, read by the loader that a run uses. */
  Config load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("gapwatch.yaml"), yaml);
    return new Configs(environment()).load(Optional.of(file), Optional.of(Path.of("state")));
  }

  /** What all of its checks find. */
  RunResult check(String shown) throws IOException, SQLException {
    String yaml = shown.replace("/var/lib/backup/alive", alive().toString());
    for (String file : files(yaml)) {
      try (Connection database =
          DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(file))) {
        ExampleTables.create(database, NOW);
      }
    }
    Path secrets = Files.createFile(folder.resolve("secrets.env"));
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    RunResult first = check(yaml, NOW.minus(Duration.ofMinutes(30)));
    if (first.status() != Status.UNKNOWN) {
      return check(yaml, NOW);
    }
    // Some numbers, such as rates, are known from the second run on.
    remember(first, load(yaml));
    return check(yaml, NOW);
  }

  private Path alive() throws IOException {
    Path file = Files.writeString(folder.resolve("alive"), "ok\n");
    return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(2))));
  }

  private RunResult check(String yaml, Instant now) throws IOException {
    return new Agent(environment()).checks().run(load(yaml), List.of(), now, RunListener.SILENT);
  }

  private static void remember(RunResult result, Config config) {
    Run run =
        Run.started("first", "example", result.startedAt())
            .ended(result.startedAt(), result.status(), result.exitCode());
    try (History history = History.open(config.state())) {
      history.commit(
          new Commit(
              run, result.checks(), new Advance(List.of(), List.of()), List.of(), Muting.NONE));
    }
  }

  private static Set<String> files(String yaml) {
    return FILE.matcher(yaml).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private Environment environment() {
    return new Environment(VARIABLES, CLOCK, folder);
  }
}

package io.gapwatch.agent.offchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.source.sql.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What went wrong in the operators' database, and what their monitors took for health, watched by
 * the configuration that ships. Each row has a database of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class OperatorsFailuresIT {
  private static final Instant HOUR = Instant.parse("2025-11-15T11:00:00Z");
  private static final Instant NOW = HOUR.plus(Duration.ofMinutes(50));

  private final Path folder;
  private final AtomicInteger databases = new AtomicInteger();
  private final OperatorsDatabase server;

  OperatorsFailuresIT(@TempDir Path folder) throws IOException, SQLException {
    this.folder = folder;
    this.server = OperatorsDatabase.start(NOW);
  }

  @BeforeAll
  void log() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve(".pm2/logs")).resolve("gateway-error.log"), "");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          nothing is wrong                         | 50 | SELECT 1                                                                               | OK       | OK       |
          just after the hour                      | 61 | SELECT 1                                                                               | OK       | OK       |
          the epoch that has not ended             | 21 | SELECT 1                                                                               | OK       | OK       |
          no epoch was ever sealed                 | 50 | TRUNCATE sealed_epochs                                                                 | OK       | UNKNOWN  | table sealed_epochs is empty
          the question of who took part fails      | 50 | ALTER TABLE sealed_participants RENAME TO gone                                         | OK       | UNKNOWN  | sealed_participants
          an old epoch is sealed anew in a stall   | 50 | DELETE FROM sealed_epochs WHERE epoch >= HOUR - 14400; UPDATE sealed_epochs SET sealed_at = HOUR + 2900 WHERE epoch < HOUR - 72000 | OK | CRITICAL | 3 epochs should follow
          one group stalls, the other does not     | 50 | DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch >= HOUR - 14400         | OK       | CRITICAL | newest epoch of milo
          the column of the groups is gone         | 50 | ALTER TABLE sealed_epochs DROP COLUMN token_group CASCADE                              | OK       | UNKNOWN  | token_group
          a migration calls all of them milo       | 50 | DELETE FROM sealed_epochs WHERE token_group = 'CLS'; UPDATE sealed_epochs SET token_group = 'milo' | OK | CRITICAL | no seal at all of cls
          another writes the groups in lower case  | 50 | UPDATE sealed_epochs SET token_group = lower(token_group)                              | OK       | OK       |
          collection is down, sealing goes on      | 50 | DELETE FROM channel_participation WHERE epoch >= HOUR - 3600                           | CRITICAL | OK       |
          an old copy of the database              | 50 | DELETE FROM sealed_epochs WHERE epoch > HOUR - 108000; DELETE FROM channel_participation WHERE epoch > HOUR - 108000 | CRITICAL | CRITICAL | 28 epochs should follow
          who took part was lost                   | 50 | DELETE FROM sealed_participants                                                        | OK       | CRITICAL | without participants
          nothing is published                     | 50 | UPDATE sealed_epochs SET published = 0                                                 | OK       | OK       |
          """)
  void whatTheyTookForHealth(
      String failure, int minutes, String damage, Status events, Status sealing, String told)
      throws IOException, SQLException {
    List<CheckResult> checks = run(database(damage), HOUR.plus(Duration.ofMinutes(minutes)));

    assertThat(of(checks, "events").status()).as("%s", checks).isEqualTo(events);
    CheckResult seals = of(checks, "sealing");
    assertThat(worst(seals)).as("%s", seals).isEqualTo(sealing);
    if (told != null && sealing != Status.OK) {
      assertThat(seals.summary() + texts(seals)).contains(told);
      assertThat(texts(seals)).doesNotContain("DELETE", "UPDATE", "TRUNCATE");
    }
  }

  /** Theirs sent three: unreachable, no events, no epoch in 277 hours. */
  @Test
  void aDatabaseThatIsDownIsOneMessage() throws IOException {
    List<CheckResult> checks = run("postgres://watcher@127.0.0.1:1/twzrd", NOW);

    assertThat(of(checks, "database").status()).isEqualTo(Status.CRITICAL);
    assertThat(texts(of(checks, "database"))).contains("events, sealing");
    assertThat(List.of(of(checks, "events"), of(checks, "sealing")))
        .allMatch(check -> check.skippedFor().equals(Optional.of("database")));
  }

  /** Theirs threw, and tried again every five seconds without a word. */
  @ParameterizedTest
  @CsvSource({"'', UNKNOWN", "postgres://watcher@, CRITICAL"})
  void anAddressThatIsNoneIsTold(String url, Status status) throws IOException {
    assertThat(of(run(url, NOW), "database").status()).isEqualTo(status);
  }

  private static CheckResult of(List<CheckResult> checks, String id) {
    return checks.stream().filter(check -> check.id().equals(id)).findFirst().orElseThrow();
  }

  /** A check that found something critical, and does not know the rest, is critical as well. */
  private static Status worst(CheckResult check) {
    return check.findings().stream()
            .anyMatch(finding -> Status.of(finding.severity()) == Status.CRITICAL)
        ? Status.CRITICAL
        : check.status();
  }

  private static String texts(CheckResult check) {
    return check.findings().stream()
        .map(OperatorsFailuresIT::text)
        .collect(Collectors.joining("\n", "\n", ""));
  }

  private static String text(Finding finding) {
    return finding.subject() + ": " + finding.summary() + ": " + finding.remedy();
  }

  /** A copy of the healthy one, with this damage; its address. */
  private String database(String damage) throws SQLException {
    String name = "copy" + databases.incrementAndGet();
    server.execute("CREATE DATABASE " + name + " TEMPLATE postgres");
    try (Connection admin =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.server().port(), name),
            "postgres",
            "")) {
      Databases.execute(
          admin,
          Arrays.stream(damage.split(";"))
              .map(sql -> sql.replace("HOUR", Long.toString(HOUR.getEpochSecond())))
              .toArray(String[]::new));
    }
    return server.url().replaceFirst("/postgres$", "/" + name);
  }

  /** The checks of one first run. */
  private List<CheckResult> run(String url, Instant at) throws IOException {
    Path own = Files.createTempDirectory(folder, "run");
    String text =
        Files.readString(
                Path.of("").toAbsolutePath().resolveSibling("config").resolve("offchain.yaml"))
            .replace("{type: pm2}", "{type: pm2, home: %s}".formatted(own))
            .replaceAll("notify: \\[.*]", "notify: []");
    Path file = Files.writeString(own.resolve("offchain.yaml"), text);
    Path secrets =
        Files.write(
            own.resolve(".env"),
            List.of(
                "DATABASE_URL='" + url + "'",
                "PUSHOVER_TOKEN=azGDORePK8gMaC0QOYAMyEEuzJnyUi",
                "PUSHOVER_USER=uQiRzpo4DXghDmr9QzzfQu27cmVRsG",
                "HEALTHCHECKS_PING_URL=http://127.0.0.1:1/ping"));
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    Environment environment =
        new Environment(Map.of("HOME", folder.toString()), Clock.fixed(at, ZoneOffset.UTC), own);
    Config config = new Configs(environment).load(Optional.of(file), Optional.empty());
    return new Agent(environment)
        .jobs()
        .run(config, "offchain", at, RunListener.SILENT)
        .orElseThrow()
        .checks();
  }
}

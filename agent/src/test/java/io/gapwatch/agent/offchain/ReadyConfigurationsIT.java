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
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.run.JobRun;
import io.gapwatch.agent.source.pm2.RealPm2;
import io.gapwatch.agent.source.redis.RealRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations that ship for the inside, each of their checks on a real part. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class ReadyConfigurationsIT {
  private static final Path CONFIG = Path.of("").toAbsolutePath().resolveSibling("config");
  private static final List<String> APPS =
      List.of(
          "twzrd-aggregator",
          "tree-builder-worker",
          "cls-worker-1",
          "milo-aggregator",
          "milo-worker-v2",
          "cls-worker",
          "gateway",
          "stream-listener",
          "tree-builder",
          "cls-discovery");

  /** The apps of PM2 and the database live now. */
  private final Instant now = Clock.systemUTC().instant();

  private final Path folder;
  private final RealPm2 pm2;
  private final RealRedis redis;
  private final OperatorsDatabase database;

  ReadyConfigurationsIT(@TempDir Path folder)
      throws IOException, SQLException, InterruptedException {
    this.folder = folder;
    this.pm2 = new RealPm2(folder);
    this.redis = RealRedis.start(Files.createDirectory(folder.resolve("redis")));
    this.database = OperatorsDatabase.start(now);
  }

  @BeforeAll
  void start() throws IOException, InterruptedException {
    new Apps(pm2, folder).start(APPS);
    pm2.pm2("stop", "cls-discovery");
    Path logs = Files.createDirectories(folder.resolve("user/.pm2/logs"));
    Files.writeString(logs.resolve("gateway-error.log"), "INFO fine\n");
  }

  @AfterAll
  void stop() throws IOException {
    pm2.close();
    redis.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "offchain, offchain",
    "overnight, overnight",
    "operations, alerts",
    "operations, database",
    "operations, weekly",
  })
  void everyCheckIsAnsweredByARealPart(String name, String job) throws IOException {
    run(name, job, now.minus(Duration.ofMinutes(30)));
    RunResult second = run(name, job, now);

    assertThat(second.checks()).hasSameSizeAs(JobRun.job(config(name, now), job).checks());
    assertThat(unknown(second)).as("%s", second.checks()).isEmpty();
    // This machine may be busy or full; the operators' parts are well.
    assertThat(second.checks())
        .filteredOn(check -> !check.source().equals("machine"))
        .allMatch(check -> check.status() == Status.OK);
  }

  /** Last, because the configurations keep histories of their own: others see foreign restarts. */
  @ParameterizedTest
  @Order(Integer.MAX_VALUE)
  @ValueSource(strings = {"vacuum", "restart", "prune-logs"})
  void everyUpkeepActsOnARealPart(String name) throws IOException {
    run("operations", "database", now);
    Config config = config("operations", now);
    RunResult dry =
        new Agent(environment(now)).jobs().dryRun(config, name, now, RunListener.SILENT);
    assertThat(unknown(dry)).as("%s", dry.checks()).isEmpty();

    RunResult done =
        new Agent(environment(now))
            .jobs()
            .upkeep(config, name, now, RunListener.SILENT, false)
            .orElseThrow();
    assertThat(done.exitCode()).as("%s", done.checks()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"overnight, dawn", "operations, health"})
  void everySummaryIsAboutWhatRan(String name, String summary) throws IOException {
    Config config = config(name, now);
    RunResult sent =
        new Agent(environment(now))
            .jobs()
            .summary(
                config,
                Objects.requireNonNull(config.summaries().get(summary)),
                now,
                RunListener.SILENT,
                false)
            .orElseThrow();
    // Not all of the night or the week is known.
    assertThat(sent.exitCode()).as("%s", sent.checks()).isPositive();
  }

  @Test
  void aConfigurationSaysWhereEachLimitComesFrom() throws IOException {
    for (String name : List.of("offchain", "overnight", "operations")) {
      List<String> lines = Files.readAllLines(CONFIG.resolve(name + ".yaml"));
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches("\\s+- \\{?id: .*|  (vacuum|restart|prune-logs|health|dawn):")) {
          assertThat(lines.get(i - 1)).as("before %s", lines.get(i)).matches("\\s+# .*");
        }
      }
    }
  }

  private static List<Finding> unknown(RunResult result) {
    return result.checks().stream()
        .map(CheckResult::findings)
        .flatMap(List::stream)
        .filter(finding -> Status.of(finding.severity()) == Status.UNKNOWN)
        .toList();
  }

  private RunResult run(String name, String job, Instant at) throws IOException {
    Config config = config(name, at);
    return new Agent(environment(at)).jobs().run(config, job, at, RunListener.SILENT).orElseThrow();
  }

  /** As it ships, but for where PM2 is, and telling nobody. */
  private Config config(String name, Instant at) throws IOException {
    String text =
        Files.readString(CONFIG.resolve(name + ".yaml"))
            .replace(
                "{type: pm2}",
                "{type: pm2, home: %s, program: %s}".formatted(pm2.home(), pm2.program()))
            .replace("steady: 10s", "steady: 100ms")
            // How fast the parts answer is for the machine of this test to say.
            .replace(", warning: \">500ms\"", "")
            .replace(
                "type: db-reachable, source: ledger",
                "type: db-reachable, source: ledger, warning: off, connectTime: off")
            .replace("type: redis, source: cache", "type: redis, source: cache, answerTime: off")
            .replaceAll("notify: \\[.*]", "notify: []");
    Path file = Files.writeString(folder.resolve(name + ".yaml"), text);
    Path secrets = folder.resolve(".env");
    if (!Files.exists(secrets)) {
      Files.write(secrets, secrets().toList());
      Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    }
    return new Configs(environment(at)).load(Optional.of(file), Optional.empty());
  }

  private Stream<String> secrets() {
    return Stream.of(
        "DATABASE_URL='" + database.url() + "'",
        "UPKEEP_URL='" + database.server().adminUrl() + "'",
        "REDIS_URL=" + redis.url(""),
        "PUSHOVER_TOKEN=azGDORePK8gMaC0QOYAMyEEuzJnyUi",
        "PUSHOVER_USER=uQiRzpo4DXghDmr9QzzfQu27cmVRsG",
        "SLACK_WEBHOOK=http://127.0.0.1:1/hook",
        "HEALTHCHECKS_PING_URL=http://127.0.0.1:1/ping");
  }

  private Environment environment(Instant at) {
    return new Environment(
        Map.of("HOME", folder.resolve("user").toString()), Clock.fixed(at, ZoneOffset.UTC), folder);
  }
}

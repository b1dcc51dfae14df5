package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.source.pm2.RealPm2;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's cron in a root filesystem of its own, as a plain user, with PM2 beside it and a PostgreSQL
 * on loopback. Cron fires at full minutes.
 */
class CronIT {
  private static final byte[] THEIRS =
      "# caf\u00e9\r\n\nMAILTO=\"\"\n0 4 1 1 * /bin/true 100\\%\n"
          .getBytes(StandardCharsets.ISO_8859_1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path work;

  CronIT(@TempDir Path work) {
    this.work = work;
  }

  @BeforeEach
  void needsAMachineOfItsOwn() throws Exception {
    Optional<String> obstacle = RootFilesystem.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> "real cron was not tested: " + obstacle.orElse(""));
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theJobsFireAndTheirRunsAreInTheHistory() throws Exception {
    Installation installation =
        Installation.in(work, "chain: * * * * *", "berlin: * * * * *, zone: Europe/Berlin");
    Files.write(work.resolve("theirs"), THEIRS);
    try (PostgresServer server = PostgresServer.start();
        Connection admin = server.admin()) {
      Databases.execute(
          admin,
          "CREATE TABLE signals WITH (autovacuum_enabled = off) AS SELECT generate_series(1, 2000) n",
          "DELETE FROM signals WHERE n <= 1000");
      writeUpkeep(installation, server);
      theJobsFire(installation);
      assertThat(vacuums(admin)).isPositive();
    }
    assertThat(work.resolve("logs/old.log")).doesNotExist();
    assertThat(work.resolve("logs/young.log")).exists();
    assertThat(Files.readString(work.resolve("apps"))).containsPattern("\"restart_time\":[1-9]");
    try (Stream<Path> reports = Files.list(installation.state().resolve("reports"))) {
      assertThat(reports).isNotEmpty();
    }
  }

  /** Each action, and a summary of what they did, in the same block as the jobs. */
  private void writeUpkeep(Installation installation, PostgresServer server) throws Exception {
    Path logs = Files.createDirectory(work.resolve("logs"));
    Files.writeString(logs.resolve("young.log"), "");
    Files.setLastModifiedTime(
        Files.writeString(logs.resolve("old.log"), ""),
        FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    Files.writeString(
        installation.config(),
        Files.readString(installation.config())
                .replace(
                    "sources:\n",
                    """
                    sources:
                      ledger: {type: postgres, url: "%s"}
                      workers: {type: pm2, home: %s/pm2, program: /opt/pm2/node_modules/pm2/bin/pm2}
                    """
                        .formatted(server.adminUrl(), work))
            + """
            upkeep:
              vacuum: {type: vacuum, source: ledger, schedule: "* * * * *", tables: {deadRows: ">100"}}
              restart: {type: restart, source: workers, schedule: "* * * * *", verify: {steady: 1s}}
              prune-logs: {type: prune-logs, files: ["%s/*.log"], schedule: "* * * * *"}
            summaries:
              health: {schedule: "* * * * *", since: 7d, jobs: [chain, vacuum], trends: true}
            """
                .formatted(logs));
  }

  /** The server's statistics follow what was done. */
  private static long vacuums(Connection admin) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long count = 0;
    while (count == 0 && System.nanoTime() < end) {
      try (Statement statement = admin.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT vacuum_count, pg_sleep(0.1) FROM pg_stat_user_tables WHERE relname = 'signals'")) {
        row.next();
        count = row.getLong(1);
      }
    }
    return count;
  }

  private void theJobsFire(Installation installation) throws Exception {
    Path said = work.resolve("said");
    Process process = start(said);
    try {
      Run chain = awaitRun(process, installation, "chain", said);
      Run berlin = awaitRun(process, installation, "berlin", said);
      assertThat(List.of(chain, berlin))
          .allSatisfy(run -> assertThat(run.ending().orElseThrow().status()).isEqualTo(Status.OK));
      for (String upkeep : List.of("vacuum", "restart", "prune-logs")) {
        Run run = awaitRun(process, installation, upkeep, said);
        assertThat(run.ending().orElseThrow().status()).as(upkeep).isEqualTo(Status.OK);
      }
      awaitRun(process, installation, "health", said);
      try (OutputStream stop = process.getOutputStream()) {
        stop.write('\n');
      }
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(said);
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(text).contains("The crontab is already up to date.");
    assertThat(Files.readString(work.resolve("installed"), StandardCharsets.ISO_8859_1))
        .contains("* * * * * /usr/bin/env HOME=/home/watcher PATH=")
        .contains("run berlin --scheduled --config")
        .contains("upkeep vacuum --scheduled --config")
        .contains("upkeep restart --scheduled --config")
        .contains("upkeep prune-logs --scheduled --config")
        .contains("run health --scheduled --config");
    assertThat(work.resolve("removed")).hasBinaryContent(THEIRS);
    assertThat(logs()).contains("chain-queue").contains("berlin-queue");
  }

  private Process start(Path said) throws Exception {
    Path script = Path.of("src/test/resources/cron-it.sh").toAbsolutePath();
    return new ProcessBuilder(
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            script.toString(),
            RootFilesystem.make().toString(),
            work.toString(),
            Path.of(System.getProperty("java.home")).toRealPath().toString(),
            Jar.folder().toString(),
            node(),
            new RealPm2(work).installed().toString())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private static String node() throws Exception {
    Process which = new ProcessBuilder("sh", "-c", "readlink -f \"$(command -v node)\"").start();
    return new String(which.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static Run awaitRun(Process process, Installation installation, String job, Path said)
      throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && process.isAlive()) {
      Optional<Run> run = run(installation, job);
      if (run.isPresent()) {
        return run.get();
      }
      process.waitFor(1, TimeUnit.SECONDS);
    }
    throw new AssertionError("no run of " + job + ": " + Files.readString(said));
  }

  private static Optional<Run> run(Installation installation, String job) {
    if (!Files.exists(installation.state().resolve("history.db"))) {
      return Optional.empty();
    }
    try (History history = History.open(installation.state())) {
      return history.runs().last(job);
    }
  }

  private String logs() throws Exception {
    try (Stream<Path> files = Files.list(work.resolve("state/logs"))) {
      return files.map(CronIT::read).collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.lines().collect(Collectors.joining("\n"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

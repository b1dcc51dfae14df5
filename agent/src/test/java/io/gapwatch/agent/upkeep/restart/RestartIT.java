package io.gapwatch.agent.upkeep.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.process.ProcessesCheck;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.source.pm2.Pm2Control;
import io.gapwatch.agent.source.pm2.Pm2Process;
import io.gapwatch.agent.source.pm2.RealPm2;
import io.gapwatch.agent.upkeep.Upkept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real PM2, whose apps do after a restart what the test wants. */
@Timeout(300)
class RestartIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String FOREVER = "setInterval(() => {}, 1000)";

  @TempDir private static Path folder = Path.of("");
  private static RealPm2 pm2;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    pm2 = new RealPm2(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    pm2.close();
  }

  @AfterEach
  void delete() throws IOException, InterruptedException {
    pm2.pm2("delete", "all");
  }

  /** Starts an app that behaves like this from its second start on. */
  private static void start(String name, String afterwards, String... more)
      throws IOException, InterruptedException {
    Path marker = folder.resolve(name + ".started");
    Files.deleteIfExists(marker);
    String script =
        """
        const fs = require('fs');
        if (fs.existsSync(%1$s)) { %2$s } else { fs.writeFileSync(%1$s, ''); %3$s }
        """
            .formatted("'" + marker + "'", afterwards, FOREVER);
    String[] command = new String[4 + more.length];
    command[0] = "start";
    command[1] = pm2.app(name + ".js", script).toString();
    command[2] = "--name";
    command[3] = name;
    System.arraycopy(more, 0, command, 4, more.length);
    pm2.pm2(command);
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (!Files.exists(marker) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(marker).exists();
  }

  /** How many lines a file has; what is written there comes when it can. */
  private static void awaitLines(Path file, int lines) {
    try {
      while (!Files.exists(file) || Files.readAllLines(file).size() < lines) {
        LockSupport.parkNanos(20_000_000);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pm2App app(String name) {
    try (Pm2Control session = (Pm2Control) pm2.source().openForUpkeep(TIMEOUT)) {
      return session.processes(TIMEOUT).stream()
          .map(Pm2Process::app)
          .filter(app -> app.name().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static CheckResult restart(Upkept upkept, String yaml) {
    try (Session session = pm2.source().openForUpkeep(TIMEOUT)) {
      return upkept.act(new RestartAction(), yaml, Optional.of(session), Instant.EPOCH);
    }
  }

  private static String verify(String more) {
    return "verify: {steady: 1s, within: 2m" + more + "}";
  }

  private static String fact(CheckResult result, String label) {
    return result.facts().stream()
        .filter(fact -> fact.label().equals(label))
        .map(Fact::text)
        .findFirst()
        .orElse("");
  }

  @Test
  void onlineOnesAreRestartedAndTheOthersLeft() throws IOException, InterruptedException {
    start("aggregator", FOREVER);
    start("discovery", FOREVER);
    start("stopped", FOREVER);
    pm2.pm2("stop", "stopped");
    long before = app("aggregator").restarts().orElseThrow();
    Upkept upkept =
        new Upkept()
            .checkOfSource(SettingsOf.yaml(new ProcessesCheck().shape(), "{stopped: [discovery]}"));

    CheckResult result = restart(upkept, verify(""));

    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("restarted 1 process");
    assertThat(fact(result, "aggregator")).startsWith("restarted; well after ");
    assertThat(fact(result, "discovery"))
        .isEqualTo("left as it is: a check expects it to be stopped");
    assertThat(fact(result, "stopped")).isEqualTo("left as it is: it is stopped, not online");
    assertThat(app("aggregator").restarts().orElseThrow()).isEqualTo(before + 1);
    assertThat(app("stopped").isStopped()).isTrue();
    assertThat(app("discovery").restarts().orElseThrow()).isZero();
    assertThat(upkept.written())
        .as("written before it is done")
        .satisfiesExactly(
            line -> assertThat(line).matches("aggregator begins, before: \\d+=\\d+"),
            line -> assertThat(line).isEqualTo("aggregator done: well"));
  }

  @Test
  void theFirstThatDoesNotComeBackStopsTheRestAndIsCritical()
      throws IOException, InterruptedException {
    start("a-loop", "setTimeout(() => process.exit(1), 300)");
    start("b-well", FOREVER);
    long before = app("b-well").restarts().orElseThrow();

    // On a busy machine it may take more than a second until it ends for the first time.
    CheckResult result = restart(new Upkept(), "verify: {steady: 1m, within: 2m}");

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.summary())
        .isEqualTo("restarted 0 processes; a-loop is not well; not restarted: b-well");
    assertThat(result.findings().get(0).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(fact(result, "a-loop"))
        .contains("NOT well after its restart: it restarts again and again");
    assertThat(app("b-well").restarts().orElseThrow()).isEqualTo(before);
  }

  @Test
  void newLinesInTheErrorLogAreNotWellUnlessIgnored() throws IOException, InterruptedException {
    start("noisy", "console.error('TypeError: x is not a function'); " + FOREVER);

    // It says that as soon as it can, which on a busy machine is not within the second of steady.
    Path errors = pm2.home().resolve("logs/noisy-error.log");
    CheckResult result = restart(new Upkept().pausing(any -> awaitLines(errors, 1)), verify(""));
    CheckResult ignored = restart(new Upkept(), verify("") + "\nignore: TypeError");

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(fact(result, "noisy")).contains("new in ", "TypeError: x is not a function");
    assertThat(ignored.status()).as("%s", ignored).isEqualTo(Status.OK);
  }

  @Test
  void allInstancesOfAClusterAreRestartedAndKeepTheirEnvironment()
      throws IOException, InterruptedException {
    Path seen = folder.resolve("seen");
    pm2.pm2With(
        Map.of("API_KEY", "from-the-start"),
        "start",
        pm2.app(
                "worker.js",
                "require('fs').appendFileSync('%s', process.env.API_KEY + '\\n'); require('http')"
                        .formatted(seen)
                    + ".createServer(() => {}).listen(0); "
                    + FOREVER)
            .toString(),
        "--name",
        "all",
        "-i",
        "2");
    awaitLines(seen, 2);

    CheckResult result = restart(new Upkept(), verify(""));

    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(fact(result, "all")).startsWith("restarted; well after ");
    awaitLines(seen, 4);
    assertThat(Files.readAllLines(seen)).hasSize(4).containsOnly("from-the-start");
  }
}

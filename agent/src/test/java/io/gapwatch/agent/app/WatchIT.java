package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.Moment;
import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.demo.WatchedCheck;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program in the foreground, and what becomes of it when SIGTERM comes. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchIT {
  private static final HealthchecksServer.Setup SETUP =
      new HealthchecksServer.Setup("ping-key", HealthchecksServer.HOSTED_BODY_LIMIT, false);

  /** Of the kernel, which loads no driver: what must end in ten seconds does on a busy machine. */
  private static final String QUICK =
      "{id: load, type: load, source: machine, warning: \">900\", critical: \">990\"}";

  private static final String ENDLESS =
      "{id: slow, type: sql, source: data, warning: \">10\", timeout: 2m,"
          + " query: \"SELECT count(*) FROM range(60000000000) AS r(i) WHERE sin(i) > 2\"}";

  private final Path folder;
  private final HealthchecksServer deadMan = new HealthchecksServer(SETUP, Clock.systemUTC());
  private final WatchedCheck check =
      deadMan.create("gapwatch-chain", Duration.ofHours(3), Duration.ofHours(9));
  private final List<String> lines = new ArrayList<>();
  private final List<Process> started = new ArrayList<>();

  WatchIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void leaveNothingBehind() {
    started.forEach(Process::destroyForcibly);
    deadMan.close();
  }

  /**
   * A job that was missed, so that the watch runs it at once, and is not due again while the test
   * looks on.
   */
  private Process watch(String only) throws Exception {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    Installation installation = Installation.in(folder, "chain: 0 0 * * *");
    Files.writeString(
        installation.config(),
        """
        version: 1
        state: state
        sources:
          data: {type: duckdb, url: data.duckdb}
          machine: {type: host}
        channels:
          deadman: {type: healthchecks, url: "${secret:PING}"}
        jobs:
          chain:
            schedule: "0 %d * * *"
            notify: [deadman]
            checks:
              - %s
        """
            .formatted(now.plus(Duration.ofHours(12)).getHour(), only));
    Instant past = now.minus(Duration.ofDays(2)).toInstant();
    try (History history = History.open(installation.state())) {
      history.runs().start(Run.started("01KAJ000000000000000000001", "chain", past));
      history
          .runs()
          .finish(
              Run.started("01KAJ000000000000000000001", "chain", past)
                  .ended(past.plusSeconds(1), Status.OK, 0));
    }
    ProcessBuilder builder =
        new ProcessBuilder(Jar.command("watch", "--config", installation.config().toString()));
    builder.environment().put("PING", deadMan.pingUrl(check).toString());
    Process process = builder.redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  private void readUntil(BufferedReader output, String text) throws Exception {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.contains(text)) {
        return;
      }
    }
    throw new AssertionError("it ended without saying \"" + text + "\": " + lines);
  }

  /** Holds the run that asks its switch to take its start, until this is counted down. */
  private CountDownLatch holdStart(CountDownLatch begun) {
    CountDownLatch goOn = new CountDownLatch(1);
    deadMan.witness(
        (moment, path) -> {
          if (moment == Moment.TAKEN && path.endsWith("/start")) {
            begun.countDown();
            await(goOn);
          }
        });
    return goOn;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> signals() {
    return deadMan.pings(check).stream().map(Ping::signal).map(String::valueOf).toList();
  }

  @Test
  void runsWhatWasMissedAndStopsCleanly() throws Exception {
    Process process = watch(QUICK);
    try (BufferedReader output = process.inputReader()) {
      readUntil(output, "running it now, once");
      readUntil(output, "; next at ");
      process.toHandle().destroy();
      readUntil(output, "stopped");
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(signals()).hasSize(2);
  }

  @Test
  void saysWhyARunCannotBeKept() throws Exception {
    Files.writeString(
        Files.createDirectory(folder.resolve("state")).resolve("locks"), "in the way");
    Process process = watch(QUICK);
    try (BufferedReader output = process.inputReader()) {
      readUntil(output, "chain could not store its state: could not lock ");
      readUntil(output, "chain unknown after ");
    }
    assertThat(signals()).containsExactly("START", "FAIL");
  }

  @Test
  void aRunUnderWayMayEndWithinTenSeconds() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = holdStart(begun);
    Process process = watch(QUICK);
    try (BufferedReader output = process.inputReader()) {
      await(begun);
      process.toHandle().destroy();
      readUntil(output, "stopping; waiting for chain");
      goOn.countDown();
      readUntil(output, "stopped");
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(lines.get(lines.size() - 1)).endsWith("stopped");
    assertThat(signals()).hasSize(2).doesNotContain("FAIL");
    assertThat(lastRunEnded()).isTrue();
  }

  @Test
  void aRunThatTakesLongerIsGivenUpAndItsSwitchIsTold() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    holdStart(begun).countDown();
    Process process = watch(ENDLESS);
    try (BufferedReader output = process.inputReader()) {
      await(begun);
      process.toHandle().destroy();
      readUntil(output, "stopped; abandoned: chain");
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(signals()).hasSize(2).contains("FAIL");
    assertThat(deadMan.pings(check).get(1).body()).contains("stopped by a signal");
    assertThat(lastRunEnded()).isFalse();
  }

  private boolean lastRunEnded() {
    try (History history = History.open(folder.resolve("state"))) {
      return history.runs().lastStarted("chain", Instant.now()).orElseThrow().ending().isPresent();
    }
  }
}

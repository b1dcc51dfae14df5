package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.source.pm2.RealPm2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A restart is held against a real endpoint of a real app. */
@Timeout(300)
class UpkeepEndpointIT {
  private final Instant now = Clock.systemUTC().instant();
  private final Path folder;

  UpkeepEndpointIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private Config config(RealPm2 pm2, int port) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("gapwatch.yaml"),
            """
            version: 1
            state: state
            sources:
              workers: {type: pm2, home: %s, program: %s}
              site: {type: http, url: "http://127.0.0.1:%d"}
            jobs:
              inside: {schedule: "7 * * * *", checks: [{id: health, type: http, source: site, path: /, status: 200}]}
            upkeep:
              restart: {type: restart, source: workers, schedule: "0 1 * * 5", only: [a-gateway, b-worker], verify: {check: health, steady: 100ms, within: 15s}}
            """
                .formatted(pm2.home(), pm2.program(), port));
    return new Configs(new Environment(Map.of(), Clock.fixed(now, ZoneOffset.UTC), folder))
        .load(Optional.of(file), Optional.empty());
  }

  @Test
  void anEndpointThatFailsAfterwardsStopsTheRestAndIsCritical() throws Exception {
    try (RealPm2 pm2 = new RealPm2(folder)) {
      Path started = folder.resolve("started");
      Path gateway =
          pm2.app(
              "gateway.js",
              """
              const fs = require('fs');
              const again = fs.existsSync('%1$s');
              const server = require('http')
                .createServer((q, a) => { a.statusCode = again ? 503 : 200; a.end(); })
                .listen(again ? Number(fs.readFileSync('%1$s')) : 0, '127.0.0.1', () => {
                  fs.writeFileSync('%1$s.new', String(server.address().port));
                  fs.renameSync('%1$s.new', '%1$s');
                });
              """
                  .formatted(started));
      pm2.pm2("start", gateway.toString(), "--name", "a-gateway");
      pm2.pm2("start", "/bin/sleep", "--name", "b-worker", "--interpreter", "none", "--", "100000");
      long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      while (!Files.exists(started) && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      int port = Integer.parseInt(Files.readString(started));
      Config config = config(pm2, port);
      JobRun jobs = new Agent(new Environment(Map.of(), Clock.systemUTC(), folder)).jobs();
      assertThat(jobs.run(config, "inside", now, RunListener.SILENT).orElseThrow().exitCode())
          .as("well before")
          .isZero();

      RunResult restarted =
          jobs.upkeep(config, "restart", now.plusSeconds(60), RunListener.SILENT, false)
              .orElseThrow();
      CheckResult result = restarted.checks().get(0);
      assertThat(result.status()).as("%s", result).isEqualTo(Status.CRITICAL);
      assertThat(result.summary())
          .isEqualTo("restarted 0 processes; a-gateway is not well; not restarted: b-worker");
      assertThat(result.findings().get(0).summary()).contains("check health: ", "503");
    }
  }
}

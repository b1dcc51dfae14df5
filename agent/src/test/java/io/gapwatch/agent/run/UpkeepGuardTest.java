package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
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
import org.junit.jupiter.api.io.TempDir;

/** A PM2 that cannot be asked leaves an incident that is unknown; upkeep keeps its hands off. */
class UpkeepGuardTest {
  private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");

  @TempDir private Path folder = Path.of("");

  private RunResult upkeep(String checks, String more) throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        """
        version: 1
        sources:
          workers: {type: pm2, home: /nowhere/.pm2}
          same: {type: pm2, home: /nowhere/.pm2}
          other: {type: pm2, home: /elsewhere/.pm2}
        jobs: {inside: {schedule: "7 * * * *", checks: [{id: workers, type: processes, source: %s}]}}
        upkeep: {restart: {type: restart, source: workers, schedule: "0 1 * * 5"%s}}
        """
            .formatted(checks, more));
    Environment environment = new Environment(Map.of(), Clock.fixed(NOW, ZoneOffset.UTC), folder);
    Config config = new Configs(environment).load(Optional.of(file), Optional.empty());
    JobRun jobs = new Agent(environment).jobs();
    jobs.run(config, "inside", NOW, RunListener.SILENT);
    return jobs.upkeep(
            config, "restart", NOW.plus(Duration.ofMinutes(1)), RunListener.SILENT, false)
        .orElseThrow();
  }

  @Test
  void refusedWhileAnIncidentOfItsSourceIsOpen() throws IOException {
    RunResult refused = upkeep("workers", "");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.checks().get(0).summary())
        .isEqualTo("not done: there is an incident of its source");
    assertThat(refused.checks().get(0).findings().get(0).summary())
        .startsWith("not done, because of an incident: unknown workers: could not be checked: ");
    assertThat(refused.checks().get(0).covered().unread("gateway", Place.WHOLE))
        .as("what an earlier run found")
        .isPresent();
  }

  @Test
  void anotherNameOfTheSameSourceCounts() throws IOException {
    assertThat(upkeep("same", "").exitCode()).isEqualTo(1);
  }

  @Test
  void anotherSourceDoesNot() throws IOException {
    assertThat(upkeep("other", "").exitCode()).as("asked, and not there").isEqualTo(2);
  }

  @Test
  void forceDoesItAllTheSame() throws IOException {
    RunResult forced = upkeep("workers", ", force: true");
    assertThat(forced.exitCode()).isEqualTo(2);
    assertThat(forced.checks().get(0).summary()).contains("there is no PM2 home /nowhere/.pm2");
  }
}

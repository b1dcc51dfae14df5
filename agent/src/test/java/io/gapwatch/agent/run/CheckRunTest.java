package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.ConfigFixtures;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.secret.SecretStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRunTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  /** The one that cannot be judged has measured something, so that it is asked for its past. */
  @Test
  void aCheckThatCannotBeJudgedStopsNoOther(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        """
        version: 1
        sources:
          machine: {type: host}
        jobs:
          mine:
            schedule: "0 * * * *"
            checks:
              - {id: a, type: disk, source: machine, paths: [/]}
              - {id: b, type: swap, source: machine}
              - {id: c, type: swap, source: machine, dependsOn: a}
        """);
    Config config = ConfigFixtures.load(file);
    RunSecrets secrets = new RunSecrets(SecretStore.of("a test", Map.of()));
    Types types = Agent.types();
    EarlierRuns earlier = failingFor("a");
    List<String> told = new ArrayList<>();
    try (Sessions sessions = new Sessions(config, secrets, types);
        ProbeRunner probes = new ProbeRunner(sessions, earlier)) {
      List<CheckResult> results =
          new CheckRun(probes, earlier, types, Uplink.of(config, secrets, types))
              .run(
                  config.checks(),
                  NOW,
                  () -> Duration.ofMinutes(1),
                  result -> told.add(result.id()));

      assertThat(results.get(0).status()).isEqualTo(Status.UNKNOWN);
      assertThat(results.get(0).summary())
          .startsWith("could not be checked: the probe failed: internal error");
      assertThat(results.get(1).measured()).containsKey("size");
      assertThat(told).containsExactly("a", "b", "c");
    }
  }

  private static EarlierRuns failingFor(String id) {
    return new EarlierRuns() {
      @Override
      public List<Sample> samples(
          String checkId, String scope, String metric, String subject, Instant since) {
        return List.of();
      }

      @Override
      public boolean isOpen(Fingerprint fingerprint) {
        return false;
      }

      @Override
      public boolean isChanged(String checkId, String scope) {
        if (checkId.equals(id)) {
          throw new IllegalStateException("a bug");
        }
        return false;
      }
    };
  }
}

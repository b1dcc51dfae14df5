package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.finding.CheckResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks each check once, of sessions that are open already; nothing is stored, nobody is told. */
public record Trial(Config config, RunSecrets secrets, Sessions sessions, Types types) {
  private static final Duration DEADLINE = Duration.ofHours(1);

  /** What these checks saw, in their order, and the network's own result, if that is asked. */
  public List<CheckResult> of(List<CheckConfig> checks, Instant now) {
    try (HistoryOnDemand earlier = new HistoryOnDemand(config.state(), now);
        ProbeRunner probes = new ProbeRunner(sessions, earlier)) {
      return new CheckRun(probes, earlier, types, Uplink.of(config, secrets, types))
          .run(checks, now, TimeBudget.countdown(DEADLINE), result -> {});
    }
  }
}

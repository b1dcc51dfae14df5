package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.UpkeepConfig;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.upkeep.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the runs that were killed belong to the round of this one. */
class StoredLedgerTest {
  private static final Instant FRIDAY = Instant.parse("2026-11-20T01:00:00Z");

  @TempDir private Path folder = Path.of("");

  private StoredLedger ledger(History history, Instant at) throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        """
        version: 1
        sources: {workers: {type: pm2}}
        jobs: {inside: {schedule: "7 * * * *", checks: [{id: workers, type: processes, source: workers}]}}
        upkeep: {restart: {type: restart, source: workers, schedule: "0 1 * * 5", spread: false}}
        """);
    Config config =
        new Configs(new Environment(Map.of(), Clock.fixed(at, ZoneOffset.UTC), folder))
            .load(Optional.of(file), Optional.empty());
    UpkeepConfig upkeep = Objects.requireNonNull(config.upkeep().get("restart"));
    Run run = Run.started("R" + at, "restart", at);
    history.runs().start(run);
    return new StoredLedger(history, run, upkeep, "pm2", () -> Duration.ZERO);
  }

  private static List<String> interrupted(Ledger ledger) {
    return ledger.interrupted().stream().map(Ledger.Entry::subject).toList();
  }

  @Test
  void onlyThoseSinceItWasDueAndSinceARunEnded() throws IOException {
    try (History history = History.open(folder.resolve("state"))) {
      ledger(history, FRIDAY.minusSeconds(600)).begin("last-week", "1=1");
      ledger(history, FRIDAY).begin("killed", "1=2");

      StoredLedger next = ledger(history, FRIDAY.plusSeconds(600));
      assertThat(interrupted(next)).containsExactly("killed");
      next.begin("killed", "1=2").end(true, "well");
      history.runs().finish(next.run().ended(FRIDAY.plusSeconds(660), Status.OK, 0));

      assertThat(interrupted(ledger(history, FRIDAY.plusSeconds(1200))))
          .as("that round is over: who asks again gets it again")
          .isEmpty();
    }
  }
}

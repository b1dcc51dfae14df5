package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.UpkeepConfig;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Actions;
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

/** What a run finds that was killed in the middle: {@code kill -9} leaves begins without ends. */
class StoredLedgerTest {
  private static final Instant DUE = Instant.parse("2026-11-20T01:00:00Z");

  @TempDir private Path folder = Path.of("");

  private UpkeepConfig upkeep() throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        """
        version: 1
        sources: {workers: {type: pm2}, machine: {type: host}}
        jobs: {host: {schedule: "7 * * * *", checks: [{id: load, type: load, source: machine}]}}
        upkeep: {restart: {type: restart, source: workers, schedule: "0 1 * * 5", spread: false}}
        """);
    return Objects.requireNonNull(
        new Configs(new Environment(Map.of(), Clock.fixed(DUE, ZoneOffset.UTC), folder))
            .load(Optional.of(file), Optional.empty())
            .upkeep()
            .get("restart"));
  }

  private StoredLedger ledger(History history, String id, Instant at) throws IOException {
    Run run = Run.started(id, "restart", at);
    history.runs().start(run);
    return new StoredLedger(
        history, run, upkeep(), "pm2 /home/app/.pm2", () -> Duration.ofSeconds(3));
  }

  @Test
  void theNextRunOfTheSameRoundSeesWhatTheKilledOneDid() throws IOException {
    try (History history = History.open(folder.resolve("state"))) {
      Ledger killed = ledger(history, "A", DUE);
      killed.begin("aggregator", "1=5").end(true, "well");
      killed.begin("gateway", "2=5");

      assertThat(ledger(history, "B", DUE.plus(Duration.ofHours(5))).interrupted())
          .containsExactly(
              new Ledger.Entry("aggregator", "1=5", DUE.plusSeconds(3), Optional.of(true)),
              new Ledger.Entry("gateway", "2=5", DUE.plusSeconds(3), Optional.empty()));
      assertThat(ledger(history, "C", DUE.plus(Duration.ofDays(7))).interrupted())
          .as("a week later it is due again")
          .isEmpty();
    }
  }

  @Test
  void aRunThatEndedBeginsNothingAnew() throws IOException {
    try (History history = History.open(folder.resolve("state"))) {
      ledger(history, "A", DUE).begin("gateway", "2=5").end(true, "well");
      history.runs().finish(Run.started("A", "restart", DUE).ended(DUE, Status.OK, 0));

      assertThat(ledger(history, "B", DUE.plus(Duration.ofHours(5))).interrupted()).isEmpty();
      List<Actions.Action> done = history.actions().on("pm2 /home/app/.pm2", DUE);
      assertThat(done)
          .singleElement()
          .satisfies(
              action -> {
                assertThat(action.type()).isEqualTo("restart");
                assertThat(action.subject()).isEqualTo("gateway");
                assertThat(action.ending().orElseThrow().words()).isEqualTo("well");
              });
    }
  }
}

package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.Installation;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.result.RunListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduledRunsTest {
  private static final Instant DUE = Instant.parse("2026-11-21T01:30:00Z");

  private final Installation installation;
  private final Config config;

  ScheduledRunsTest(@TempDir Path folder) throws Exception {
    installation = Installation.in(folder, "berlin: 30 2 * * *, zone: Europe/Berlin");
    config = new Configs(installation.environment()).load(Optional.empty(), Optional.empty());
  }

  @Test
  void eachDueTimeIsServedOnce() {
    assertThat(ScheduledRuns.isDue(config, "berlin", DUE.minusSeconds(3600))).isFalse();
    assertThat(ScheduledRuns.isDue(config, "berlin", DUE.plusSeconds(1))).isTrue();
    new Agent(installation.environment())
        .jobs()
        .run(config, "berlin", DUE.plusSeconds(1), RunListener.SILENT);
    assertThat(ScheduledRuns.isDue(config, "berlin", DUE.plusSeconds(30))).isFalse();
    assertThat(ScheduledRuns.isDue(config, "berlin", DUE.plusSeconds(86_400))).isTrue();
  }

  @Test
  void aHistoryThatCannotBeReadKeepsNoRunFromTellingIt() throws Exception {
    Files.writeString(installation.state(), "not a folder");
    assertThat(ScheduledRuns.isDue(config, "berlin", DUE.minusSeconds(3600))).isTrue();
  }

  @Test
  void theLastRunOfEachJobThatRan() {
    assertThat(ScheduledRuns.lastRuns(config, DUE)).isEmpty();
    new Agent(installation.environment()).jobs().run(config, "berlin", DUE, RunListener.SILENT);
    assertThat(ScheduledRuns.lastRuns(config, DUE.plusSeconds(9))).isEqualTo(Map.of("berlin", DUE));
  }
}

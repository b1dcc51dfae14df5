package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.history.History;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryOnDemandTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:10:00Z");

  /** The check was measured all the same, and the other checks are still to come. */
  @Test
  void aHistoryThatFailsMidwayStopsNoCheck(@TempDir Path state) {
    History.open(state).close();
    HistoryOnDemand earlier = new HistoryOnDemand(state, NOW);
    assertThat(earlier.samples("a", "scope", "rows", "", NOW)).isEmpty();
    earlier.close();

    assertThat(earlier.isChanged("a", "scope")).isFalse();
  }

  @Test
  void aMissingHistoryIsNotCreated(@TempDir Path folder) {
    Path state = folder.resolve("state");
    try (HistoryOnDemand earlier = new HistoryOnDemand(state, NOW)) {
      assertThat(earlier.samples("a", "scope", "rows", "", NOW)).isEmpty();
      assertThat(earlier.isOpen(new Fingerprint("a", "a"))).isFalse();
    }
    assertThat(Files.exists(state)).isFalse();
  }
}

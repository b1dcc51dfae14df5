package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.HistoryUnavailableException;
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

  /** Each of its questions would wait as long again for a process that has it locked. */
  @Test
  void aHistoryThatCannotBeOpenedIsTriedOnce(@TempDir Path state) throws Exception {
    Path file = state.resolve("history.db");
    Files.writeString(file, "no database at all, but long enough to look at its first bytes");
    try (HistoryOnDemand earlier = new HistoryOnDemand(state, NOW)) {
      assertThatThrownBy(() -> earlier.samples("a", "scope", "rows", "", NOW))
          .isInstanceOf(HistoryUnavailableException.class);
      Files.delete(file);
      History.open(state).close();
      assertThatThrownBy(() -> earlier.samples("b", "scope", "rows", "", NOW))
          .isInstanceOf(HistoryUnavailableException.class);
      assertThat(earlier.isOpen(new Fingerprint("a", "a"))).isTrue();
    }
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

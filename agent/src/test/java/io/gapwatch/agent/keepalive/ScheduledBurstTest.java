package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.KeepAliveConfig;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.UsageSnapshot;
import io.gapwatch.agent.keepalive.BurstOutcome.Ending;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduledBurstTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:23:00Z");

  private final History history;

  ScheduledBurstTest(@TempDir Path folder) {
    history = History.open(folder);
  }

  @AfterEach
  void close() {
    history.close();
  }

  /** The priority cannot be lowered below this folder, so a burst that begins throws. */
  private BurstOutcome run(long busy) {
    Meter meter = now -> new UsageSnapshot(now, "boot", busy, 1_000_000, 10);
    LowestPriority none = new LowestPriority(Path.of("/proc/1/none"));
    return new ScheduledBurst(meter, none, () -> false, history.usage())
        .run(KeepAliveConfig.DEFAULT, NOW);
  }

  private void snapshot(int secondsAgo, long busy) {
    Instant at = NOW.minusSeconds(secondsAgo);
    history.usage().add(new UsageSnapshot(at, "boot", busy, 1_000_000 - 100L * secondsAgo, 10));
  }

  @Test
  void isNotNeededAfterAnHourOfRealWork() {
    snapshot(54 * 60, 0);

    BurstOutcome outcome = run(54 * 60 * 60);
    assertThat(outcome.ending()).isEqualTo(Ending.NOT_NEEDED);
    assertThat(outcome.busyMinutes()).isEqualTo(26);
    assertThat(history.usage().between(NOW, NOW)).as("the snapshot is kept").hasSize(1);
  }

  @Test
  void isNeededAfterAQuietHour() {
    snapshot(54 * 60, 0);
    assertBegins(54 * 60 * 20);
  }

  @Test
  void isNeededThoughTheLastBurstLiesWithinTheHour() {
    for (int minute = 0; minute <= 6; minute++) {
      snapshot(3600 - minute * 60, minute * 60L * 35);
    }
    assertBegins(6 * 60 * 35);
  }

  @Test
  void thereIsNoBurstWhosePriorityIsNotTheLowest() {
    assertThatThrownBy(() -> run(0))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("could not lower the priority, so there is no burst");
  }

  private void assertBegins(long busy) {
    assertThatThrownBy(() -> run(busy)).hasMessageContaining("could not lower the priority");
  }
}

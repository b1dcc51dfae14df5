package io.gapwatch.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageLogTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final History history;

  UsageLogTest(@TempDir Path folder) {
    history = History.open(folder);
  }

  @AfterEach
  void close() {
    history.close();
  }

  private static UsageSnapshot at(Instant time) {
    return new UsageSnapshot(time, "4711-a", 5_000_000_000L, 9_000_000_000L, 31.25);
  }

  @Test
  void snapshotsComeBackAsTheyWereOldestFirst() {
    history.usage().add(at(NOON.plusMillis(1)));
    history.usage().add(at(NOON));
    assertThat(history.usage().between(NOON, NOON.plusSeconds(1)))
        .containsExactly(at(NOON), at(NOON.plusMillis(1)));
  }

  @Test
  void givesThePeriodWithBothItsEnds() {
    for (int second = 0; second < 5; second++) {
      history.usage().add(at(NOON.plusSeconds(second)));
    }
    assertThat(history.usage().between(NOON.plusSeconds(1), NOON.plusSeconds(3))).hasSize(3);
  }

  @Test
  void theSameMomentIsStoredOnce() {
    history.usage().add(at(NOON));
    history.usage().add(at(NOON));
    assertThat(history.usage().between(NOON, NOON)).hasSize(1);
  }

  @Test
  void forgetsWhatIsOlderThanTheWindow() {
    for (int hour = 0; hour <= 9 * 24; hour++) {
      history.usage().add(at(NOON.plus(Duration.ofHours(hour))));
    }
    assertThat(history.usage().between(Instant.EPOCH, NOON.plus(Duration.ofHours(23)))).isEmpty();
    assertThat(
            history.usage().between(NOON.plus(Duration.ofHours(24)), NOON.plus(Duration.ofDays(9))))
        .hasSize(8 * 24 + 1);
  }

  @Test
  void forgetsNothingOnTheWordOfAClockThatJumped() {
    for (int hour = 0; hour < 48; hour++) {
      history.usage().add(at(NOON.plus(Duration.ofHours(hour))));
    }
    for (int hour = 0; hour < 72; hour++) {
      history.usage().add(at(NOON.plus(Duration.ofDays(1000)).plus(Duration.ofHours(hour))));
    }
    assertThat(history.usage().between(NOON, NOON.plus(Duration.ofDays(2)))).hasSize(48);
    history.usage().add(at(NOON.plus(Duration.ofHours(49))));
    assertThat(history.usage().between(NOON, NOON.plus(Duration.ofDays(3)))).hasSize(49);
  }
}

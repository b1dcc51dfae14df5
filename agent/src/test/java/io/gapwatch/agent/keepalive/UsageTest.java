package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.history.UsageSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final UsageSnapshot FIRST = new UsageSnapshot(NOON, "a", 100, 1000, 30);

  @Test
  void isTheShareOfBusyTicks() {
    UsageSnapshot second = new UsageSnapshot(NOON.plusSeconds(60), "a", 350, 2000, 25);
    assertThat(Usage.of(List.of(FIRST, second)))
        .containsExactly(new Usage(NOON, NOON.plusSeconds(60), 25, 25));
  }

  @Test
  void isUnknownAcrossARestart() {
    assertThat(after("b", 350, 2000)).isEmpty();
  }

  @Test
  void isUnknownWhenCountersWentBack() {
    assertThat(after("a", 99, 2000)).isEmpty();
    assertThat(after("a", 200, 900)).isEmpty();
    assertThat(after("a", 100, 1000)).isEmpty();
    assertThat(after("a", 1200, 1500)).isEmpty();
  }

  @Test
  void isUnknownWhenTheClockWentBack() {
    assertThat(Usage.between(FIRST, new UsageSnapshot(NOON.minusSeconds(1), "a", 350, 2000, 9)))
        .isEmpty();
  }

  private static Optional<Usage> after(String boot, long busy, long total) {
    return Usage.between(FIRST, new UsageSnapshot(NOON.plusSeconds(60), boot, busy, total, 30));
  }
}

package io.gapwatch.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LEAST = Duration.ofMinutes(10);

  private static Sample ago(long minutes, double value) {
    return new Sample(NOW.minusSeconds(60 * minutes), value);
  }

  @Test
  void goesByTheYoungestSampleThatIsOldEnough() {
    assertThat(Change.of(50, List.of(ago(120, 10), ago(61, 20), ago(30, 40)), NOW, HOUR, LEAST))
        .contains(new Change(30, Duration.ofMinutes(61)));
    // Cron is seldom on the second.
    assertThat(Change.of(50, List.of(ago(120, 10), ago(59, 20)), NOW, HOUR, LEAST))
        .contains(new Change(30, Duration.ofMinutes(59)));
  }

  @Test
  void goesByTheOldestWhereNoneIsOldEnough() {
    assertThat(Change.of(50, List.of(ago(30, 40), ago(15, 45)), NOW, HOUR, LEAST))
        .contains(new Change(10, Duration.ofMinutes(30)));
  }

  @Test
  void isNotKnownFromNothingOrAlmostNothing() {
    assertThat(Change.of(50, List.of(), NOW, HOUR, LEAST)).isEmpty();
    assertThat(Change.of(50, List.of(ago(9, 40)), NOW, HOUR, LEAST)).isEmpty();
  }

  @Test
  void gapBetweenRunsIsNoBurst() {
    Change change = Change.of(500, List.of(ago(600, 0)), NOW, HOUR, LEAST).orElseThrow();
    assertThat(change.per(HOUR)).isEqualTo(50);
  }

  @Test
  void forecast() {
    Change change = new Change(10, HOUR);
    assertThat(change.until(50, 100)).contains(Duration.ofHours(5));
    assertThat(change.until(100, 100)).contains(Duration.ZERO);
    assertThat(new Change(0, HOUR).until(50, 100)).isEmpty();
    assertThat(new Change(-1, HOUR).until(50, 100)).isEmpty();
    assertThat(new Change(1e-9, HOUR).until(0, 1e12)).isEmpty();
  }
}

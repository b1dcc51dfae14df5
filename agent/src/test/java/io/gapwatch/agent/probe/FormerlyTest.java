package io.gapwatch.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormerlyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  /** So many 30 and so many 10 hours ago, and so many now. */
  @ParameterizedTest
  @CsvSource({
    "3, 3, 3, 3, false",
    "3, 3, 1, 3, false",
    // It is back, and so is one of two.
    "3, 1, 3, 3, false",
    "3, 1, 2, 2, false",
    "3, 1, 1, 1, true",
    // Another one is gone since.
    "3, 1, 0, 1, false",
  })
  void whatIsNoLongerRememberedIsForgotten(
      long first, long second, long present, long most, boolean forgotten) {
    assertThat(Formerly.of(past(first, second), present, NOW, DAY))
        .isEqualTo(new Formerly(most, forgotten));
  }

  @Test
  void withoutAPastNothingIsMissed() {
    assertThat(Formerly.of(List.of(), 2, NOW, DAY)).isEqualTo(new Formerly(2, false));
  }

  private static List<Sample> past(long first, long second) {
    return List.of(
        new Sample(NOW.minus(Duration.ofHours(30)), (double) first),
        new Sample(NOW.minus(Duration.ofHours(10)), (double) second));
  }
}

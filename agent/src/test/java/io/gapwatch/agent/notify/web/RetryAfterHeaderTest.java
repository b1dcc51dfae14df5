package io.gapwatch.agent.notify.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterHeaderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T05:15:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30                            | 2026-11-21T05:15:30Z",
        "0.35                          | 2026-11-21T05:15:01Z",
        "Sat, 21 Nov 2026 05:20:00 GMT | 2026-11-21T05:20:00Z",
        "999999999                     | 2026-11-22T05:15:00Z",
      })
  void isSecondsOrADate(String text, Instant time) {
    assertThat(RetryAfterHeader.read(text, NOW)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "0", "1e9", "Sat, 21 Nov 2026 05:00:00 GMT"})
  void whatSaysNothingIsNoTime(String text) {
    assertThat(RetryAfterHeader.read(text, NOW)).isEqualTo(Optional.empty());
  }

  @Test
  void isRead() {
    assertThat(RetryAfterHeader.read(" 30 ", NOW)).contains(NOW.plusSeconds(30));
  }
}

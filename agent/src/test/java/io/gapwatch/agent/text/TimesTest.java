package io.gapwatch.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void namesTheDayOnlyWhereItIsNotToday() {
    Instant now = Instant.parse("2026-11-21T00:30:00Z");
    assertThat(Times.time(Instant.parse("2026-11-21T00:10:59Z"), now)).isEqualTo("00:10 UTC");
    assertThat(Times.time(Instant.parse("2026-11-20T23:59:59Z"), now))
        .isEqualTo("2026-11-20 23:59 UTC");
  }
}

package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "45, 45s",
    "59, 59s",
    "60, 1.0 min",
    "420, 7.0 min",
    "3599, 59.9 min",
    "3600, 1 h 0 min",
    "11100, 3 h 5 min",
    "86399, 23 h 59 min",
    "86400, 1 d 0 h",
    "187200, 2 d 4 h",
    "-45, -45s"
  })
  void saysADurationAsPeopleDo(long seconds, String spoken) {
    assertThat(Spoken.duration(Duration.ofSeconds(seconds))).isEqualTo(spoken);
  }

  @Test
  void namesTheDayOnlyWhereItIsNotToday() {
    Instant now = Instant.parse("2026-11-21T00:30:00Z");
    assertThat(Spoken.time(Instant.parse("2026-11-21T00:10:59Z"), now)).isEqualTo("00:10 UTC");
    assertThat(Spoken.time(Instant.parse("2026-11-20T23:59:59Z"), now))
        .isEqualTo("2026-11-20 23:59 UTC");
  }

  @Test
  void putsADriversErrorOnOneLine() {
    assertThat(Spoken.oneLine(" refused\n  Is it up?\t ")).isEqualTo("refused Is it up?");
  }
}

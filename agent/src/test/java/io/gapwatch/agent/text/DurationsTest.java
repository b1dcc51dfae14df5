package io.gapwatch.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Unit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @Test
  void finer() {
    assertThat(Durations.whole(Duration.ofSeconds(7240))).isEqualTo("2h 0m 40s");
    assertThat(Durations.whole(Duration.ofSeconds(7240).plusMillis(50))).isEqualTo("2h 0m 40.05s");
    assertThat(Durations.whole(Duration.ofDays(7).plusMillis(1))).isEqualTo("7d 0h 0m 0.001s");
    assertThat(Durations.whole(Duration.ofSeconds(60))).isEqualTo("1m");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "45, 45s",
    "59, 59s",
    "60, 60s",
    "90, 90s",
    "119, 119s",
    "120, 2m",
    "450, 7m 30s",
    "3599, 59m 59s",
    "3600, 1h",
    "11100, 3h 5m",
    "86399, 23h 59m",
    "86400, 1d",
    "187200, 2d 4h",
    "31536000, 365d",
    "-45, -45s"
  })
  void isWrittenInItsTwoLargestUnits(long seconds, String text) {
    assertThat(Durations.text(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1, 1ms", "250, 250ms", "45100, 45.1s", "45199, 45.1s", "60900, 60.9s"})
  void shortOnesHaveAFraction(long milliseconds, String text) {
    assertThat(Durations.text(Duration.ofMillis(milliseconds))).isEqualTo(text);
  }

  /** An answer that came "in 0s" sounds as if nothing had been asked. */
  @ParameterizedTest
  @CsvSource({"0, less than 1ms", "999999, less than 1ms", "1000000, 1ms", "2500000000, 2.5s"})
  void whatTakesTimeIsNeverNothing(long nanoseconds, String text) {
    assertThat(Durations.taken(Duration.ofNanos(nanoseconds))).isEqualTo(text);
  }

  /** So that a length of time can be copied from a report into the configuration. */
  @ParameterizedTest
  @ValueSource(longs = {0, 250, 45_100, 90_000, 450_000, 11_100_000, 187_200_000})
  void theConfigurationReadsWhatIsWritten(long milliseconds) {
    String text = Durations.text(Duration.ofMillis(milliseconds));
    assertThat(Unit.SECONDS.parse(text)).hasValue(milliseconds / 1000.0);
  }
}

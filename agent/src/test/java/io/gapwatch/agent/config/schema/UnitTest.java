package io.gapwatch.agent.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

  @ParameterizedTest
  @CsvSource({
    "COUNT, 100, 100",
    "COUNT, 2.5, 2.5",
    "COUNT, -1, -1",
    "SECONDS, 15s, 15",
    "SECONDS, 500ms, 0.5",
    "SECONDS, 5m, 300",
    "SECONDS, 1h30m, 5400",
    "SECONDS, 1 h, 3600",
    "SECONDS, 365d, 31536000",
    "SECONDS, ' 15s ', 15",
    "BYTES, 4GiB, 4294967296",
    "BYTES, 200MB, 200000000",
    "BYTES, 1 kB, 1000",
    "PERCENT, 20%, 20",
    "PERCENT, 0.5 %, 0.5"
  })
  void readsWhatPeopleWrite(Unit unit, String text, double value) {
    assertThat(unit.parse(text)).contains(value);
    assertThat(text.strip()).matches(unit.pattern());
  }

  @ParameterizedTest
  @CsvSource({
    "COUNT, 1s",
    "COUNT, 1 2",
    "COUNT, --1",
    "COUNT, ''",
    "COUNT, 1e6",
    "SECONDS, 60",
    "SECONDS, -5s",
    "SECONDS, 5M",
    "SECONDS, 5min",
    "SECONDS, s",
    "SECONDS, 5s!",
    "BYTES, 4",
    "BYTES, 4GiB2MB",
    "BYTES, 4gib",
    "PERCENT, 20",
    "PERCENT, 20%%"
  })
  void refusesTheRest(Unit unit, String text) {
    assertThat(unit.parse(text)).isEmpty();
    assertThat(text).doesNotMatch("^" + unit.pattern() + "$");
  }

  @ParameterizedTest
  @CsvSource({"COUNT, ''", "SECONDS, s", "PERCENT, %"})
  void refusesWhatNothingCouldEverBreak(Unit unit, String suffix) {
    assertThat(unit.parse("9".repeat(400) + suffix)).isEmpty();
  }

  @Property(tries = 200, seed = "1")
  void timesAddUp(
      @ForAll @IntRange(max = 999) int hours, @ForAll @IntRange(max = 999) int seconds) {
    assertThat(Unit.SECONDS.parse(hours + "h" + seconds + "s")).contains(3600.0 * hours + seconds);
  }
}

package io.gapwatch.agent.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

  @ParameterizedTest
  @CsvSource({
    "8, 8, false, 8.1, true, 8",
    ">8, 8, false, 8.1, true, 8",
    "> 8, 8, false, 9, true, 8",
    ">=8, 8, true, 7.9, false, >=8",
    "<8, 8, false, 7.9, true, <8",
    "<=8, 8, true, 8.1, false, <=8",
    "==8, 8, true, 8.1, false, ==8",
    "!=8, 8, false, 8.1, true, !=8",
    "<-1.5, -1.5, false, -2, true, <-1.5"
  })
  void signs(
      String text, double one, boolean oneBreaks, double other, boolean otherBreaks, String shown) {
    Limit limit = Limit.of(text, Unit.COUNT);
    assertThat(limit.brokenBy(one)).isEqualTo(oneBreaks);
    assertThat(limit.brokenBy(other)).isEqualTo(otherBreaks);
    assertThat(limit.text()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "15000ms, 15s",
    ">=90000ms, >=90s",
    "<150000 ms, <2m 30s",
    "250ms, 250ms",
    "60s, 60s",
    "7200001ms, 7200001ms"
  })
  void thousandsOfMillisecondsAreShownAsTimesAre(String text, String shown) {
    assertThat(Limit.of(text, Unit.SECONDS).text()).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {">", "=>8", "8>", "<>8", "> > 8", "eight", "", "8s"})
  void refused(String text) {
    assertThat(Limit.parse(text, Unit.COUNT)).isEmpty();
    assertThatThrownBy(() -> Limit.of(text, Unit.COUNT)).hasMessageContaining("is not a number");
  }

  @Test
  void valuesAreInTheBaseUnit() {
    assertThat(Limit.of(">=5m", Unit.SECONDS).value()).isEqualTo(300);
    assertThat(Limit.of(">4GiB", Unit.BYTES).value()).isEqualTo(4294967296.0);
    assertThat(Limit.of("2%", Unit.PERCENT).value()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {">8", ">=8", "<8", "<=8", "==8", "!=8"})
  void whatIsNoNumberBreaksEveryLimit(String text) {
    assertThat(Limit.of(text, Unit.COUNT).brokenBy(Double.NaN)).isTrue();
  }

  @Property(tries = 200, seed = "1")
  void oppositeSignsDisagree(@ForAll int value) {
    assertThat(Limit.of(">8", Unit.COUNT).brokenBy(value))
        .isNotEqualTo(Limit.of("<=8", Unit.COUNT).brokenBy(value));
    assertThat(Limit.of("==8", Unit.COUNT).brokenBy(value))
        .isNotEqualTo(Limit.of("!=8", Unit.COUNT).brokenBy(value));
  }
}

package io.gapwatch.agent.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  /** How far a course goes from top to bottom: a tenth of a number fills the height. */
  @ParameterizedTest
  @CsvSource({
    // A number that moved by a thousandth is nearly level.
    "1000, 1001, 0.01",
    "-1001, -1000, 0.01",
    "100, 110, 0.9",
    "0, 5, 1",
    "-5, 5, 1",
    "7, 7, 0",
    "0, 0, 0",
  })
  void whatHardlyChangesIsNotSteep(double least, double most, double height) {
    Scale scale = Scale.of(least, most);
    assertThat(scale.down(least) - scale.down(most)).isCloseTo(height, within(0.1));
    assertThat(scale.down(most)).isBetween(0.0, 1.0);
    assertThat(scale.down(least)).isBetween(0.0, 1.0);
  }

  /** An axis below zero would be a lie for what is never below. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0, 5", "3, 3", "0.001, 0.0011"})
  void nothingIsDrawnBelowZeroThatNeverIs(double least, double most) {
    assertThat(Scale.of(least, most).low()).isNotNegative();
  }
}

package io.gapwatch.agent.probe.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeNumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT8          | true  | false",
        "UBIGINT       | true  | true",
        "NUMERIC(20,0) | true  | true",
        "NUMERIC(5,-2) | true  | true",
        "NUMERIC(5,2)  | false | false",
        "NUMERIC       | false | false",
        "DECIMAL(18,0) | true  | false",
        "DECIMAL(19,0) | true  | true",
        "DOUBLE        | false | false"
      })
  void typesOfWholeNumbersAreKnownByName(String type, boolean whole, boolean wide) {
    assertThat(WholeNumbers.isWhole(type)).isEqualTo(whole);
    assertThat(WholeNumbers.isWide(type)).isEqualTo(wide);
  }
}

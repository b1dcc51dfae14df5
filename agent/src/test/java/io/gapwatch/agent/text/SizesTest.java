package io.gapwatch.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0B",
    "1023, 1023B",
    "1024, 1KiB",
    "1536, 1.5KiB",
    "209715200, 200MiB",
    "3221225472, 3GiB",
    "1e15, 909TiB"
  })
  void isWrittenInTheLargestUnitThatFits(double bytes, String text) {
    assertThat(Sizes.text(bytes)).isEqualTo(text);
    assertThat(Unit.BYTES.parse(text)).isPresent();
  }
}

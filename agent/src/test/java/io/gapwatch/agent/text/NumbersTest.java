package io.gapwatch.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void writesNoMoreDigitsThanHelp() {
    assertThat(Numbers.text(2_613_593)).isEqualTo("2,613,593");
    assertThat(Numbers.text(100)).isEqualTo("100");
    assertThat(Numbers.text(0)).isEqualTo("0");
    assertThat(Numbers.text(45.14)).isEqualTo("45.1");
    assertThat(Numbers.text(1.5)).isEqualTo("1.5");
    assertThat(Numbers.text(0.2981)).isEqualTo("0.298");
    assertThat(Numbers.text(-12.25)).isEqualTo("-12.3");
  }

  @Test
  void counts() {
    assertThat(Numbers.count(1, "run")).isEqualTo("1 run");
    assertThat(Numbers.count(1200, "run")).isEqualTo("1,200 runs");
  }
}

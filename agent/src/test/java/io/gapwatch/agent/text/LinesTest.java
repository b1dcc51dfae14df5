package io.gapwatch.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void putsADriversErrorOnOneLine() {
    assertThat(Lines.oneLine(" refused\n  Is it up?\t ")).isEqualTo("refused Is it up?");
  }
}

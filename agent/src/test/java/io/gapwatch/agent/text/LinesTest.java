package io.gapwatch.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void putsADriversErrorOnOneLine() {
    assertThat(Lines.oneLine(" refused\n  Is it up?\t ")).isEqualTo("refused Is it up?");
  }

  @Test
  void wrapsBetweenWordsOnly() {
    assertThat(Lines.wrapped("Default: /etc/gapwatch/gapwatch.yaml  here.", 12))
        .containsExactly("Default:", "/etc/gapwatch/gapwatch.yaml", "here.");
    assertThat(Lines.wrapped("to be or not", 5)).containsExactly("to be", "or", "not");
    assertThat(Lines.wrapped("", 5)).containsExactly("");
  }
}

package io.gapwatch.agent.probe.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatternsTest {
  @Test
  void stormOfErrorsIsCountedWhole() {
    Patterns patterns = new Patterns();
    for (int i = 0; i < 20_005; i++) {
      patterns.add("a.log", "ERROR " + i + " password=hunter2");
    }
    assertThat(patterns.top(3))
        .containsExactly("20000 × ERROR # password=<redacted>", "5 × (others)");
    assertThat(patterns.last()).hasSize(15).last().isEqualTo("ERROR 20004 password=<redacted>");
    assertThat(patterns.lastByFile().toString()).doesNotContain("hunter2");
  }
}

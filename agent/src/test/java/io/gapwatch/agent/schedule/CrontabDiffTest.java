package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrontabDiffTest {
  @Test
  void showsWhatGoesWhatStaysAndWhatComes() {
    assertThat(CrontabDiff.lines(Optional.of("a\nb\nz\n"), Optional.of("a\nc\nz\n")))
        .containsExactly("- b", "  a", "+ c", "  z");
    assertThat(CrontabDiff.lines(Optional.empty(), Optional.of("a\n"))).containsExactly("+ a");
    assertThat(CrontabDiff.lines(Optional.of("a\n"), Optional.empty())).containsExactly("- a");
  }
}

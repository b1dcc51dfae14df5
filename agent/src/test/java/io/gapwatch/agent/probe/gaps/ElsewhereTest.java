package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.Span;
import org.junit.jupiter.api.Test;

class ElsewhereTest {
  @Test
  void rangesMayEndAtTheLastNumberOfAll() {
    Elsewhere some = Elsewhere.of(new long[] {-3, 5, Long.MAX_VALUE});
    assertThat(some.within(new Span(5, 6))).isEqualTo(1);
    assertThat(some.within(new Span(6, 9))).isZero();
    assertThat(some.within(new Span(5, Long.MAX_VALUE))).isEqualTo(2);
    assertThat(some.within(new Span(Long.MIN_VALUE, Long.MAX_VALUE))).isEqualTo(3);
  }
}

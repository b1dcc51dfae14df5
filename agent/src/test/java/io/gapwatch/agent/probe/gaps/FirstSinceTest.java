package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstSinceTest {
  private static final List<Stretch> STRETCHES =
      List.of(new Stretch(10, 120, 19, 228), new Stretch(30, 360, 39, 468));

  @Test
  void isTheFirstRowOfAllFromTheBeginningOn() {
    assertThat(since(0)).contains(10L);
  }

  @Test
  void liesInsideOfAStretch() {
    assertThat(since(132)).contains(11L);
    assertThat(since(133)).contains(12L);
    assertThat(since(228)).contains(19L);
  }

  @Test
  void isTheFirstOfTheNextStretchWhereNoneIsBetween() {
    assertThat(since(229)).contains(30L);
  }

  @Test
  void isNoneAfterTheLastRow() {
    assertThat(since(469)).isEmpty();
  }

  private static Optional<Long> since(long ticks) {
    FirstSince first = new FirstSince(ticks, 12);
    STRETCHES.forEach(first);
    return first.number();
  }
}

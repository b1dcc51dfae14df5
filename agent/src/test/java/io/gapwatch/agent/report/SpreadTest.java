package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void percentilesAreNearestRank() {
    Spread hundred =
        Spread.of(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList());

    assertThat(hundred.percentile(50)).isEqualTo(50);
    assertThat(hundred.percentile(95)).isEqualTo(95);
    assertThat(hundred.percentile(99)).isEqualTo(99);
    assertThat(hundred.percentile(100)).isEqualTo(100);
    assertThat(hundred.max()).isEqualTo(100);
  }

  @Test
  void ofFewNumbersTheHighPercentilesAreTheLargest() {
    Spread five = Spread.of(List.of(15.0, 20.0, 35.0, 40.0, 50.0));

    assertThat(five.percentile(30)).isEqualTo(20);
    assertThat(five.percentile(40)).isEqualTo(20);
    assertThat(five.percentile(50)).isEqualTo(35);
    assertThat(five.percentile(99)).isEqualTo(50);
    assertThat(Spread.of(List.of(7.0)).percentile(1)).isEqualTo(7);
  }

  @Test
  void ofNothingNothingIsKnown() {
    assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsWhatNeverChanged() {
    assertThat(Spread.of(List.of(3.0, 3.0)).flat()).isTrue();
    assertThat(Spread.of(List.of(3.0, 3.1)).flat()).isFalse();
  }
}

package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeadStartTest {

  /** Six slow sources would be asked over a second and a quarter, if each had its quarter. */
  @Test
  void aQuarterOfASecondEachAndHalfASecondTogether() {
    // A monotonic clock may begin anywhere, and overflow.
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
    HeadStart start = new HeadStart(clock::get);
    assertThat(start.ofNext()).isEqualTo(Duration.ofMillis(250));
    clock.addAndGet(Duration.ofMillis(250).toNanos());
    assertThat(start.ofNext()).isEqualTo(Duration.ofMillis(250));
    clock.addAndGet(Duration.ofMillis(100).toNanos());
    assertThat(start.ofNext()).isEqualTo(Duration.ofMillis(150));
    clock.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(start.ofNext()).isZero();
  }
}

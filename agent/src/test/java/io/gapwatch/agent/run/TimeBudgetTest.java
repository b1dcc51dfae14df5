package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.notify.Retry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {
  private final TimeBudget time = TimeBudget.start(Duration.ofMinutes(5), RunOptions.MARGIN);

  /** Otherwise a switch that refuses each ping is told as one that never answered. */
  @Test
  void thePingsOfASwitchEndWithinTheirShare() {
    Duration pauses = Retry.PINGS.delays().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(pauses).isLessThan(Retry.PINGS.deadline());
    assertThat(Retry.PINGS.deadline()).isLessThan(time.forOnePing());
  }
}

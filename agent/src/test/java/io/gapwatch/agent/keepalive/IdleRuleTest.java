package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdleRuleTest {
  @Test
  void aWeekNeeds505Minutes() {
    assertThat(IdleRule.neededMinutes(10_080)).isEqualTo(505);
  }

  @Test
  void nothingMeasuredIsNeverEnough() {
    assertThat(IdleRule.neededMinutes(0)).isEqualTo(1);
    assertThat(Proof.of(List.of(), Week.BEGIN, Week.BEGIN).percentile()).isZero();
  }

  @Property(seed = "1")
  void neededIsTheLeastThatLiftsThePercentile(@ForAll @IntRange(min = 1, max = 3000) int minutes) {
    int needed = (int) IdleRule.neededMinutes(minutes);
    assertThat(Week.percentile95(withBusy(minutes, needed))).isEqualTo(20);
    assertThat(Week.percentile95(withBusy(minutes, needed - 1))).isZero();
  }

  private static double[] withBusy(int minutes, int busy) {
    double[] samples = new double[minutes];
    Arrays.fill(samples, 0, busy, 20);
    return samples;
  }
}

package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.KeepAliveConfig;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seven days of samples: what the default reaches, and what the guide's half minute does not. */
class WeekSimulationTest {
  private static final int MINUTES = (int) KeepAliveConfig.DEFAULT.burst().toMinutes();
  private static final double TARGET = KeepAliveConfig.DEFAULT.target();
  private static final int AT = 23 * 60;

  @Test
  void theDefaultReachesItsTargetOnAnIdleMachine() {
    double[] samples = Week.idle().bursts(AT, MINUTES * 60, TARGET, 1).samples(0, 60);

    assertThat(samples).hasSize(10_080);
    assertThat(Week.percentile95(samples)).isEqualTo(TARGET);
    assertThat(Week.shareAtLimit(samples)).isEqualTo(0.1);
  }

  @ParameterizedTest
  @CsvSource({"1, 25", "2, 12.5", "4, 6.25"})
  void theGuidesHalfMinuteAtAQuarterOfOneCpuReachesNothing(int cores, double ofAllCores) {
    double[] samples = Week.idle().adding(30, ofAllCores).samples(0, 60);

    assertThat(Week.percentile95(samples)).as("%d cores", cores).isZero();
    assertThat(Week.shareAtLimit(samples)).isZero();
    assertThat(samples[0]).as("the minute of the burst").isLessThan(13);
  }

  @Test
  void theGuidesHalfMinuteWouldNotDoAtFullLoadEither() {
    double[] samples = Week.idle().adding(30, 100).samples(0, 60);

    assertThat(Week.percentile95(samples)).isZero();
    assertThat(Week.shareAtLimit(samples)).isLessThan(0.02);
  }

  @Property(tries = 40, seed = "1")
  void theDefaultHoldsForAnyAlignmentAndAnyRealWork(
      @ForAll long seed,
      @ForAll @IntRange(max = 59) int phase,
      @ForAll @IntRange(max = 53 * 60) int atSecond,
      @ForAll @DoubleRange(max = 15) double floor,
      @ForAll @IntRange(max = 60) int peaks) {
    Week week = Week.busy(seed, floor, peaks).bursts(atSecond, MINUTES * 60, TARGET, 1);

    double[] samples = week.samples(phase, 60);
    assertThat(Week.percentile95(samples)).isGreaterThanOrEqualTo(TARGET - 1e-6);
    assertThat(Week.shareAtLimit(samples)).isGreaterThan(0.08);
  }

  @Property(tries = 40, seed = "1")
  void theDefaultHoldsShouldOracleAverageOverFiveMinutes(
      @ForAll @IntRange(max = 299) int phase, @ForAll @IntRange(max = 53 * 60) int atSecond) {
    double[] samples = Week.idle().bursts(atSecond, MINUTES * 60, TARGET, 1).samples(phase, 5 * 60);

    assertThat(Week.percentile95(samples)).isGreaterThanOrEqualTo(21 - 1e-6);
    assertThat(Week.shareAtLimit(samples)).isGreaterThan(0.08);
  }

  @Property(tries = 40, seed = "1")
  void nothingIsProvenThatOracleCouldNotSee(
      @ForAll long seed,
      @ForAll @IntRange(max = 59) int phase,
      @ForAll @IntRange(max = 53 * 60) int atSecond,
      @ForAll @IntRange(min = 1, max = 3) int everyNth,
      @ForAll @DoubleRange(max = 60) double floor,
      @ForAll @IntRange(max = 200) int peaks) {
    Week week = Week.busy(seed, floor, peaks).bursts(atSecond, MINUTES * 60, 61, everyNth);
    List<Integer> seconds = Week.secondsOfBursts(atSecond, MINUTES, everyNth);

    Proof proof = Proof.of(week.snapshots(seconds), Week.BEGIN, Week.END);
    double[] seen = week.samples(phase, 60);
    for (double level : new double[] {1, 10, 20, 35, 50, 61}) {
      assertThat(proof.busyMinutes(level))
          .as("at %s", level)
          .isLessThanOrEqualTo(Week.atLeast(seen, level));
    }
    assertThat(Math.min(61, proof.percentile())).isLessThanOrEqualTo(Week.percentile95(seen) + 0.1);
  }

  @Property(tries = 20, seed = "1")
  void theMeanOfLongSpansProvesRealWork(
      @ForAll long seed,
      @ForAll @IntRange(max = 59) int phase,
      @ForAll @IntRange(min = 100, max = 20_000) int apart) {
    Week week = Week.busy(seed, 5, 2_000);
    List<Integer> seconds =
        java.util.stream.IntStream.iterate(0, at -> at < 604_800, at -> at + apart)
            .boxed()
            .toList();

    Proof proof = Proof.of(week.snapshots(seconds), Week.BEGIN, Week.END);
    double[] seen = week.samples(phase, 60);
    for (double level = 0.1; level < 100; level += 4.9) {
      assertThat(proof.busyMinutes(level)).isLessThanOrEqualTo(Week.atLeast(seen, level));
    }
    assertThat(proof.percentile()).isLessThanOrEqualTo(Week.percentile95(seen) + 0.1);
    if (apart >= 1_800) {
      assertThat(proof.busyMinutes(20)).as("more than nothing").isPositive();
    }
  }

  @Test
  void theSamplesOfTheBurstsAloneProveTheTarget() {
    Week week = Week.idle().bursts(AT, MINUTES * 60, TARGET, 1);

    Proof proof =
        Proof.of(week.snapshots(Week.secondsOfBursts(AT, MINUTES, 1)), Week.BEGIN, Week.END);
    assertThat(proof.busyMinutes(IdleRule.LIMIT)).isEqualTo(168 * 5);
    assertThat(proof.percentile()).isCloseTo(TARGET, org.assertj.core.data.Offset.offset(0.11));
  }
}

package io.gapwatch.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.Increase.Reset;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IncreaseTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /** Samples this many minutes ago. */
  private static List<Sample> past(double... minutesAndValues) {
    return LongStream.range(0, minutesAndValues.length / 2)
        .mapToObj(
            i ->
                new Sample(
                    NOW.minus(Duration.ofMinutes((long) minutesAndValues[(int) (2 * i)])),
                    minutesAndValues[(int) (2 * i) + 1]))
        .toList();
  }

  private static double perHour(List<Sample> past, double total) {
    return Increase.ofAnHour(past, total, NOW).orElseThrow().perHour();
  }

  @Test
  void isNotKnownBeforeTheSecondRun() {
    assertThat(Increase.ofAnHour(List.of(), 567, NOW)).isEmpty();
    assertThat(Increase.sinceLast(List.of(), 567, NOW)).isEmpty();
  }

  @Test
  void failedRunInBetweenLeavesNoValue() {
    assertThat(perHour(past(60, 100), 103)).isEqualTo(3);
  }

  /** Cron is never on time to the second, and runs fail: what is known of the hour stays known. */
  @Test
  void isNotDilutedByAnOlderSampleThanAnHour() {
    assertThat(words(past(119, 100, 59, 100), 108)).isEqualTo("8 in 59m");
    assertThat(words(past(119, 100, 59, 107), 108)).isEqualTo("4.03 per hour over 1h 59m");
    assertThat(words(past(90, 100, 30, 2), 8)).isEqualTo("at least 6 in 30m");
  }

  /** 100, 103, then a reset and 2 more: unitech/pm2 resets with {@code pm2 reset}. */
  @Test
  void resetIsNoNegativeRate() {
    assertThat(perHour(past(60, 100, 30, 103), 2)).isEqualTo(5);
    assertThat(perHour(past(60, 103), 2)).isEqualTo(2);
  }

  /** What came after the sample and before the reset is lost. */
  @Test
  void afterAResetTheGrowthIsAtLeastWhatIsSeen() {
    assertThat(words(past(60, 100, 30, 103), 2)).isEqualTo("at least 5 in 1h");
    assertThat(words(past(60, 103, 30, 0), 2)).isEqualTo("at least 2 in 1h");
    assertThat(words(past(600, 103, 60, 0, 30, 1), 2)).isEqualTo("2 in 1h");
    assertThat(words(past(120, 7), 0)).isEqualTo("at least 0 per hour over 2h");
    assertThat(Increase.ofAnHour(past(60, 103, 30, 0), 2, NOW).map(Increase::reset))
        .contains(Reset.EARLIER);
    assertThat(Increase.ofAnHour(past(60, 103, 30, 9), 2, NOW).map(Increase::reset))
        .contains(Reset.SINCE_LAST);
  }

  private static String words(List<Sample> past, double total) {
    return Increase.ofAnHour(past, total, NOW).map(Increase::text).orElse("not known");
  }

  @Test
  void whatWasBeforeTheHourDoesNotCount() {
    assertThat(perHour(past(600, 0, 60, 500), 501)).isEqualTo(1);
  }

  @Test
  void lessThanAnHourIsNotExtrapolated() {
    assertThat(perHour(past(5, 10), 12)).isEqualTo(2);
  }

  @Test
  void gapBetweenRunsIsAMean() {
    assertThat(perHour(past(480, 100), 140)).isEqualTo(5);
  }

  @Test
  void sinceLastIsFromTheLatestSampleOnly() {
    assertThat(Increase.sinceLast(past(60, 1, 30, 7), 9, NOW))
        .contains(new Increase(2, Duration.ofMinutes(30), Reset.NONE));
  }

  @Property(seed = "1")
  void neverNegativeAndNeverMoreThanAllThatWasCounted(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 1000) Integer> values) {
    List<Sample> past =
        Stream.iterate(0, i -> i + 1)
            .limit(values.size() - 1L)
            .map(i -> new Sample(NOW.minusSeconds(600L * (values.size() - i)), values.get(i)))
            .toList();
    double total = values.get(values.size() - 1);
    Increase.ofAnHour(past, total, NOW)
        .ifPresent(
            increase ->
                assertThat(increase.amount())
                    .isBetween(0.0, values.stream().mapToDouble(it -> it).sum()));
  }
}

package io.gapwatch.agent.probe.epochs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** The statistics against those of others, and what they are for. */
class BaselinePropertyTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static Baseline of(List<Double> numbers) {
    return Baseline.of(numbers, 1).orElseThrow();
  }

  /** DuckDB's own median and mad. */
  @Property(tries = 50, seed = "1")
  void medianAndDeviationAreThoseOfDuckDb(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 0, max = 1e6) Double> numbers)
      throws SQLException {
    String values =
        numbers.stream()
            .map(number -> "(CAST('%s' AS DOUBLE))".formatted(number))
            .collect(Collectors.joining(", "));
    try (Connection connection = Databases.duckDb()) {
      SqlSession session = Databases.session(connection, Dialect.DUCKDB);
      session.query(
          "SELECT median(x), mad(x) FROM (VALUES " + values + ") AS t(x)",
          TIMEOUT,
          row -> {
            assertThat(of(numbers).median()).isCloseTo(row.decimal(1).orElseThrow(), within(1e-6));
            assertThat(of(numbers).mad()).isCloseTo(row.decimal(2).orElseThrow(), within(1e-6));
          });
    }
  }

  /** The example of the textbooks: median 2, and a median absolute deviation of 1. */
  @Example
  void publishedExample() {
    Baseline baseline = of(List.of(1.0, 1.0, 2.0, 2.0, 4.0, 6.0, 9.0));
    assertThat(baseline.median()).isEqualTo(2);
    assertThat(baseline.mad()).isEqualTo(1);
  }

  /** Up to half of the numbers may be anything: what is usual stays among the good ones. */
  @Property(tries = 200, seed = "1")
  void poisonMovesNothing(
      @ForAll @Size(min = 10, max = 40) List<@DoubleRange(min = 900, max = 1100) Double> good,
      @ForAll @DoubleRange(min = 0, max = 1e9) double poison) {
    List<Double> all = new ArrayList<>(good);
    for (int i = 0; i < (good.size() - 1) / 2; i++) {
      all.add(poison);
    }
    assertThat(of(all).median()).isBetween(900.0, 1100.0);
    assertThat(of(all).drop(1000)).isLessThan(50);
    assertThat(of(all).drop(400)).isGreaterThan(50);
  }

  /**
   * Numbers that go up and down by a fifth, 9,000 of them: at 3.5 deviations two in 10,000 stand
   * out by chance, and a sample of 30 knows the deviation only roughly.
   */
  @Example
  void noiseRaisesHardlyAnAlarm() {
    long alarms = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Double> numbers =
          Stream.generate(() -> 1000 + 200 * random.nextGaussian()).limit(30).toList();
      Baseline baseline = of(numbers);
      alarms +=
          numbers.stream()
              .filter(number -> baseline.standsOut(number, 3.5) && baseline.drop(number) > 50)
              .count();
    }
    assertThat(alarms).isLessThan(18);
  }

  @Example
  void flatSeries() {
    Baseline baseline = of(List.of(20.0, 20.0, 20.0, 20.0));
    assertThat(baseline.standsOut(20, 3)).isFalse();
    assertThat(baseline.standsOut(19, 3)).isTrue();
    assertThat(baseline.drop(19)).isEqualTo(5, within(1e-9));
    assertThat(baseline.drop(25)).isZero();
  }

  @Example
  void noneIsADropOnlyWhereThereAlwaysWasSome() {
    Baseline noisy = of(List.of(1.0, 40.0, 5.0, 90.0, 20.0, 70.0, 2.0));
    assertThat(noisy.standsOut(2, 3)).isFalse();
    assertThat(noisy.standsOut(0, 3)).isTrue();
    assertThat(of(List.of(0.0, 40.0, 5.0, 90.0, 20.0, 70.0, 2.0)).standsOut(0, 3)).isFalse();
    assertThat(of(List.of(0.0, 0.0, 0.0, 5.0)).drop(0)).isZero();
  }

  @Example
  void tooFewAreUnknown() {
    assertThat(Baseline.of(List.of(1.0, 2.0), 3)).isEmpty();
    assertThat(Baseline.of(List.of(), 0)).isEmpty();
  }
}

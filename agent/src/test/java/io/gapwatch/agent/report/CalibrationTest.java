package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.report.Calibration.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
  private static final Metric AGE =
      Metric.high("age", Unit.SECONDS, "how old it is").critical("300s").main();
  private static final Subject CURRENT = new Subject("freshness", AGE, AGE.defaults());

  @Test
  void suggestsTwiceThe99thPercentileOfHealthyAge() {
    Calibration calibration = Calibration.of(CURRENT, month());

    // Of 1 … 100 the 99th percentile is 99.
    assertThat(calibration.suggestion()).contains(198.0);
    assertThat(calibration.healthyCount()).isEqualTo(100);
  }

  @Test
  void countsAnAlarmOnceHoweverLongItLasts() {
    Calibration calibration = Calibration.of(CURRENT, month());

    assertThat(calibration.candidates())
        .containsExactly(
            new Calibration.Candidate("current", 300, 2),
            new Calibration.Candidate("1.5 × P99", 149, 2),
            new Calibration.Candidate("2 × P99", 198, 2),
            new Calibration.Candidate("3 × P99", 297, 2),
            new Calibration.Candidate("default", 300, 2));
    Subject lax = new Subject("f", AGE, AGE.critical("600s").defaults());
    assertThat(Calibration.of(lax, month()).candidates().get(0))
        .isEqualTo(new Calibration.Candidate("current", 600, 1));
  }

  @Test
  void refusesToSuggestFromFewSamples() {
    Calibration calibration = Calibration.of(CURRENT, month().subList(0, 29));

    assertThat(calibration.suggestion()).isEmpty();
    assertThat(new CalibrationText(Style.PLAIN).text(calibration))
        .isEqualTo(
            """
            [freshness] age, 29 healthy samples from 2026-11-01 00:00 UTC to 2026-11-04 12:00 UTC; 0 excluded because the check was not ok
              limit               value   alarms
              current                5m        0
              default                5m        0
              → no suggestion: 29 healthy samples, at least 30 are needed; let it run longer
            """);
  }

  @Test
  void showsTheEvidence() {
    assertThat(new CalibrationText(Style.PLAIN).text(Calibration.of(CURRENT, month())))
        .isEqualTo(
            """
            [freshness] age, 100 healthy samples from 2026-11-01 00:00 UTC to 2026-11-13 21:00 UTC; 4 excluded because the check was not ok
              healthy: p1 1s, p50 50s, p95 95s, p99 99s, max 100s
              limit               value   alarms
              current                5m        2
              1.5 × P99          2m 29s        2
              2 × P99            3m 18s        2
              3 × P99            4m 57s        2
              default                5m        2
              → critical: 198s (2 × P99 of healthy age; the current limit is 300s)
            """);
  }

  @Test
  void tellsScripts() {
    assertThat(new CalibrationText(Style.PLAIN).json(List.of(Calibration.of(CURRENT, List.of()))))
        .contains("\"healthy\" : 0", "\"current\" : 300.0")
        .doesNotContain("suggested\"");
  }

  @Test
  void suggestsTheOtherWayWhereLowerIsWorse() {
    Metric free = Metric.low("free", Unit.COUNT, "what is free").warning("<2");
    List<Sample> samples = month().stream().filter(sample -> sample.status() == Status.OK).toList();
    Calibration calibration =
        Calibration.of(new Subject("disk", free, free.defaults()), samples.subList(19, 100));

    assertThat(calibration.suggestion()).contains(10.0);
    assertThat(new CalibrationText(Style.PLAIN).text(calibration))
        .contains(
            "P1 / 2",
            "→ free: {critical: 10} (P1 / 2 of healthy free; the current " + "limit is <2)");
  }

  /** 100 healthy ages of 1 to 100 s, a long outage of three runs and a short one of one. */
  private static List<Sample> month() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      samples.add(sample(samples.size(), Status.OK, i));
    }
    samples.addAll(
        50,
        List.of(
            sample(50, Status.CRITICAL, 400),
            sample(51, Status.CRITICAL, 11_000),
            sample(52, Status.CRITICAL, 22_000)));
    samples.add(sample(103, Status.CRITICAL, 301));
    return samples.stream().map(s -> sample(samples.indexOf(s), s.status(), s.value())).toList();
  }

  private static Sample sample(int run, Status status, double age) {
    return new Sample(BEGIN.plusSeconds(3L * 3600 * run), status, age);
  }
}

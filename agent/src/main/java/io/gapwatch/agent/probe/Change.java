package io.gapwatch.agent.probe;

import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How much a number changed since an earlier run. Rates come from here: a number that is counted
 * since ever says nothing about now.
 *
 * @param by may be negative
 * @param over how long ago that run was
 */
public record Change(double by, Duration over) {
  /** Cron is never on time to the second: a run this much too young still counts. */
  private static final double NEARLY = 0.95;

  /**
   * The change since the youngest sample that is as old as wanted, or else since the oldest.
   *
   * @param least a sample younger than this says nothing
   * @return empty if no sample is old enough: it is not known yet
   */
  public static Optional<Change> of(
      double value, List<Sample> past, Instant now, Duration wanted, Duration least) {
    Instant oldEnough = now.minusMillis((long) (wanted.toMillis() * NEARLY));
    return past.stream()
        .filter(sample -> !sample.at().isAfter(oldEnough))
        .max(Comparator.comparing(Sample::at))
        .or(() -> past.stream().min(Comparator.comparing(Sample::at)))
        .filter(sample -> !sample.at().isAfter(now.minus(least)))
        .map(sample -> new Change(value - sample.value(), Duration.between(sample.at(), now)));
  }

  /** The rate, in units per this time. */
  public double per(Duration time) {
    return by * time.toMillis() / over.toMillis();
  }

  /** When the number reaches a limit at this rate, from now; empty if it never does. */
  public Optional<Duration> until(double value, double limit) {
    if (value >= limit) {
      return Optional.of(Duration.ZERO);
    }
    double millis = (limit - value) * over.toMillis() / by;
    // Beyond a thousand years it is not a forecast.
    return by > 0 && millis < Duration.ofDays(365_000).toMillis()
        ? Optional.of(Duration.ofMillis((long) millis))
        : Optional.empty();
  }
}

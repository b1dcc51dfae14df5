package io.gapwatch.agent.probe;

import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How much a cumulative counter has grown. A counter that is lower than before was reset: what it
 * shows has come since then, and no growth is negative.
 *
 * @param amount at least 0
 * @param over since the sample that it is counted from
 */
public record Increase(double amount, Duration over) {
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * The growth since the newest sample that is an hour old, or the oldest if none is.
   *
   * @param past samples of the counter, oldest first
   * @param total the counter now
   * @return empty before the second run, when it is not known
   */
  public static Optional<Increase> ofAnHour(List<Sample> past, double total, Instant now) {
    return of(fromAnHourAgo(past, now), total, now);
  }

  /** The growth since the latest sample. */
  public static Optional<Increase> sinceLast(List<Sample> past, double total, Instant now) {
    return of(past.isEmpty() ? past : past.subList(past.size() - 1, past.size()), total, now);
  }

  private static Optional<Increase> of(List<Sample> from, double total, Instant now) {
    if (from.isEmpty()) {
      return Optional.empty();
    }
    double amount = 0;
    double before = from.get(0).value();
    for (Sample sample : from.subList(1, from.size())) {
      amount += step(before, sample.value());
      before = sample.value();
    }
    return Optional.of(
        new Increase(amount + step(before, total), Duration.between(from.get(0).at(), now)));
  }

  private static double step(double before, double after) {
    return after < before ? after : after - before;
  }

  private static List<Sample> fromAnHourAgo(List<Sample> past, Instant now) {
    int first = 0;
    for (int i = 0; i < past.size(); i++) {
      if (!past.get(i).at().isAfter(now.minus(HOUR))) {
        first = i;
      }
    }
    return past.subList(first, past.size());
  }

  /** The mean per hour. Less than an hour is not extrapolated: it is what the hour has at least. */
  public double perHour() {
    return over.compareTo(HOUR) <= 0 ? amount : amount * HOUR.toMillis() / over.toMillis();
  }
}

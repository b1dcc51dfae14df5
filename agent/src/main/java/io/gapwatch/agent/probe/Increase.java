package io.gapwatch.agent.probe;

import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How much a cumulative counter has grown. A counter that is lower than before was reset: what it
 * shows has come since then, and no growth is negative; what it had counted before the reset, and
 * after the sample before that, is lost.
 *
 * @param amount at least 0; if the counter was reset, it has grown by at least so much
 * @param over since the sample that it is counted from
 */
public record Increase(double amount, Duration over, Reset reset) {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Whether the counter was reset. */
  public enum Reset {
    /** It was not. */
    NONE,
    /** In the time that is looked at, but before the latest sample. */
    EARLIER,
    /** After the latest sample. */
    SINCE_LAST;

    /** The later of two. */
    public Reset or(Reset other) {
      return compareTo(other) < 0 ? other : this;
    }
  }

  /**
   * The growth since the newest sample that is an hour old, or the oldest if none is. Where that is
   * much older, because runs failed or are never on time to the second, what came since the oldest
   * sample of the hour is no less than that.
   *
   * @param past samples of the counter, oldest first
   * @param total the counter now
   * @return empty before the second run, when it is not known
   */
  public static Optional<Increase> ofAnHour(List<Sample> past, double total, Instant now) {
    Optional<Increase> mean = of(fromAnHourAgo(past, now), total, now);
    List<Sample> within =
        past.stream().filter(sample -> sample.at().isAfter(now.minus(HOUR))).toList();
    return mean.flatMap(
        all ->
            of(within, total, now)
                .filter(least -> least.perHour() > all.perHour())
                .map(least -> new Increase(least.amount, least.over, least.reset.or(all.reset)))
                .or(() -> mean));
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
    Reset reset = Reset.NONE;
    for (Sample sample : from.subList(1, from.size())) {
      amount += step(before, sample.value());
      reset = sample.value() < before ? Reset.EARLIER : reset;
      before = sample.value();
    }
    return Optional.of(
        new Increase(
            amount + step(before, total),
            Duration.between(from.get(0).at(), now),
            total < before ? Reset.SINCE_LAST : reset));
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

  /** {@code 3 in 30m}, {@code 1.5 per hour over 2h}, {@code at least 3 in 30m}. */
  public String text() {
    return text(perHour(), over, reset);
  }

  /** The same of several counters together. */
  public static String text(double perHour, Duration over, Reset reset) {
    return (reset == Reset.NONE ? "" : "at least ")
        + Numbers.text(perHour)
        + (over.compareTo(HOUR) <= 0 ? " in " : " per hour over ")
        + Durations.text(over);
  }
}

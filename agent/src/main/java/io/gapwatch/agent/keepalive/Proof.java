package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.history.UsageSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the stored snapshots prove about a period. A minute not measured counts as idle, so every
 * number here is a lower bound.
 *
 * @param spans what is known about the period, oldest first
 */
public record Proof(Instant from, Instant to, List<Usage> spans) {
  private static final double STEP = 0.1;

  /** Readings further apart say nothing about the memory in use in between. */
  private static final Duration MEMORY_READINGS = Duration.ofMinutes(10);

  public Proof {
    spans = List.copyOf(spans);
  }

  /** What these snapshots prove about the period; those outside are ignored. */
  public static Proof of(List<UsageSnapshot> snapshots, Instant from, Instant to) {
    List<UsageSnapshot> inside =
        snapshots.stream().filter(s -> !s.at().isBefore(from) && !s.at().isAfter(to)).toList();
    return new Proof(from, to, Usage.of(inside));
  }

  /** The same proof for a period that begins later. */
  public Proof since(Instant later) {
    return new Proof(later, to, spans.stream().filter(s -> !s.from().isBefore(later)).toList());
  }

  /** Whole minutes of the period. */
  public long minutes() {
    return Duration.between(from, to).toMinutes();
  }

  /** Whole minutes for which at least the mean is known. */
  public long measuredMinutes() {
    return (long) spans.stream().mapToDouble(Usage::minutes).sum();
  }

  /** When the first known span of the period was measured. */
  public Optional<Instant> knownSince() {
    return spans.stream().map(Usage::from).findFirst();
  }

  /** At least this many of Oracle's minutes were at or above this level, in percent. */
  public long busyMinutes(double level) {
    return BusyMinutes.in(spans, level);
  }

  /** The 95th percentile of the period is at least this, in percent. */
  public double percentile() {
    long needed = IdleRule.neededMinutes(minutes());
    for (int step = 1000; step > 0; step--) {
      if (busyMinutes(step * STEP) >= needed) {
        return step * STEP;
      }
    }
    return 0;
  }

  /** Minutes during which memory in use was seen at or above this level at both ends. */
  public long memoryMinutes(double level) {
    return (long)
        spans.stream()
            .filter(s -> s.memory() >= level && s.length().compareTo(MEMORY_READINGS) <= 0)
            .mapToDouble(Usage::minutes)
            .sum();
  }
}

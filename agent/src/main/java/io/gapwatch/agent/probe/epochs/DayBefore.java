package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.ProbeContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.OptionalDouble;

/** What runs counted at this time of the day before: nights are quiet, and that is no drop. */
record DayBefore(Grid grid, ProbeContext context) {
  private static final Duration DAY = Duration.ofDays(1);

  /** Cron is not on time to the second, and a run may be missed. */
  private static final Duration NEAR = Duration.ofMinutes(35);

  /** A group's participants; empty if that is not known, or if no epoch is at the same time. */
  OptionalDouble of(String group) {
    if (DAY.toMillis() % grid.every().toMillis() != 0) {
      return OptionalDouble.empty();
    }
    Instant then = context.now().minus(DAY);
    return context.past(EpochsCheck.PARTICIPANTS, group, then.minus(NEAR)).stream()
        .filter(sample -> !sample.at().isAfter(then.plus(NEAR)))
        .min(Comparator.comparing(sample -> Duration.between(sample.at(), then).abs()))
        .map(sample -> OptionalDouble.of(sample.value()))
        .orElseGet(OptionalDouble::empty);
  }
}

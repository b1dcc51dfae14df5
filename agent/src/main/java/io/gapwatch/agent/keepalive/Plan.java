package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.KeepAliveConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the configured bursts will reach in the next 7 days, with no other work on the machine.
 *
 * <p>A burst of b minutes contains b - 1 whole minutes of Oracle's, whatever the alignment. By
 * default: 168 bursts of 6 minutes are 840 minutes of 10,080, or 8.3 %, where 505 are needed; 67 of
 * the 168 bursts may be skipped. The target of 35 % also suffices if Oracle averages over five
 * minutes: whatever the alignment, one of the two that a burst touches holds 3 minutes of it, which
 * is 21 %, and one in twelve is again 8.3 %.
 *
 * @param bursts how often one begins in 7 days
 */
public record Plan(KeepAliveConfig config, long bursts) {

  /** The plan for the next 7 days. */
  public static Plan of(KeepAliveConfig config, Instant now) {
    Instant end = now.plus(IdleRule.WINDOW);
    long bursts = 0;
    Optional<Instant> next = config.schedule().next(now, config.zone());
    while (next.isPresent() && !next.get().isAfter(end)) {
      bursts++;
      next = config.schedule().next(next.get(), config.zone());
    }
    return new Plan(config, bursts);
  }

  /** Whole minutes of Oracle's that one burst keeps busy, whatever the alignment. */
  public static long provenBy(Duration burst) {
    return burst.toMinutes() - 1;
  }

  /** Minutes of the 7 days that are certain to be at the target. */
  public long busyMinutes() {
    return bursts * provenBy(config.burst());
  }

  /** In percent of the 7 days. */
  public double share() {
    return 100.0 * busyMinutes() / IdleRule.WINDOW.toMinutes();
  }

  /** The 95th percentile it reaches, in percent. */
  public double percentile() {
    return suffices() ? config.target() : 0;
  }

  public boolean suffices() {
    return busyMinutes() >= needed() && config.target() >= IdleRule.LIMIT;
  }

  /** How many of the bursts may be skipped. */
  public long spare() {
    long each = provenBy(config.burst());
    return Math.max(0, bursts - (needed() + each - 1) / each);
  }

  private static long needed() {
    return IdleRule.neededMinutes(IdleRule.WINDOW.toMinutes());
  }
}

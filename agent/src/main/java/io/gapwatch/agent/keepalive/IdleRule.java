package io.gapwatch.agent.keepalive;

import java.time.Duration;

/**
 * Oracle's rule, from its page "Always Free Resources": an instance is idle "if, during a 7-day
 * period, the following are true: CPU utilization for the 95th percentile is less than 20%; Network
 * utilization is less than 20%; Memory utilization is less than 20% (applies to A1 shapes only)".
 * All three must be true, so it suffices to prove one of them false.
 *
 * <p>The 95th percentile of the 10,080 minutes of a week is, by nearest rank, the 9,576th in
 * ascending order. It is at 20 % when that minute and all 504 above it are: 505 minutes, which is
 * just over 5 %. Interpolating definitions require the same 505.
 */
final class IdleRule {
  public static final Duration WINDOW = Duration.ofDays(7);

  /** In percent; below it the machine is idle. */
  public static final double LIMIT = 20;

  private static final int PERCENTILE = 95;

  private IdleRule() {}

  /** How many of these minutes must reach a level for the percentile to reach it; at least one. */
  public static long neededMinutes(long minutes) {
    return minutes - rank(minutes) + 1;
  }

  private static long rank(long minutes) {
    return (minutes * PERCENTILE + 99) / 100;
  }
}

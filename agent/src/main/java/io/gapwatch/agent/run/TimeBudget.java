package io.gapwatch.agent.run;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How the time of a run is shared out: half of the deadline for secrets, all that is left of it for
 * checks, then a margin in which people are told and, in its last third, the dead-man's switch.
 *
 * @param deadline the job's
 * @param left what is left of the deadline, by the machine's monotonic clock; below zero after it
 */
record TimeBudget(Duration deadline, Duration margin, Supplier<Duration> left) {
  private static final int PINGS = 3;

  static TimeBudget start(Duration deadline, Duration margin) {
    return new TimeBudget(deadline, margin, countdown(deadline));
  }

  /** How much of this time is left, by the machine's monotonic clock. */
  static Supplier<Duration> countdown(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return () -> Duration.ofNanos(end - System.nanoTime());
  }

  Duration elapsed() {
    return deadline.minus(left.get());
  }

  /** A secret store that never answers must leave time for checks that need none. */
  Concurrently forSecrets() {
    return new Concurrently(() -> left.get().minus(deadline.dividedBy(2)));
  }

  /** For people, all channels side by side. */
  Concurrently forMessages() {
    return new Concurrently(() -> left.get().plus(margin).minus(forOnePing()));
  }

  /** For a ping of the switch, whatever happened before. */
  Duration forOnePing() {
    return margin.dividedBy(PINGS);
  }

  /** For what is done once everybody has been told; zero if nothing is left. */
  Duration afterwards() {
    // What is late must still be left behind within the margin.
    Duration rest = left.get().plus(margin).minus(margin.dividedBy(10));
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /** How long another process may keep the history to itself. */
  Duration forHistory(Duration most) {
    Duration share = left.get().dividedBy(2).plus(forOnePing().dividedBy(2));
    Duration least = Duration.ofMillis(100);
    return share.compareTo(most) > 0 ? most : share.compareTo(least) < 0 ? least : share;
  }
}

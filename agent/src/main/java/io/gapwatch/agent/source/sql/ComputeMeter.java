package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.Compute;
import java.time.Duration;

/**
 * Estimates the compute of a session's statements as MotherDuck meters its smallest instances: by
 * the query, at least one second each. What runs there while the result travels counts as well, so
 * that this errs upwards.
 */
final class ComputeMeter {
  private static final long LEAST_SECONDS = 1;

  private Compute total = Compute.NONE;

  /** Begins a statement; it is counted even if it never returns. */
  synchronized Running statement() {
    total = total.plus(new Compute(1, LEAST_SECONDS));
    return new Running(System.nanoTime());
  }

  synchronized Compute total() {
    return total;
  }

  private synchronized void ended(Duration took) {
    long seconds = took.plusSeconds(1).minusNanos(1).toSeconds();
    total = total.plus(new Compute(0, Math.max(LEAST_SECONDS, seconds) - LEAST_SECONDS));
  }

  /** A statement that is executed. */
  final class Running {
    private final long began;

    private Running(long began) {
      this.began = began;
    }

    void ended() {
      ComputeMeter.this.ended(Duration.ofNanos(System.nanoTime() - began));
    }
  }
}

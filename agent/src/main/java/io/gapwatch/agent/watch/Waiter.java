package io.gapwatch.agent.watch;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
interface Waiter {
  /** Waits this long, or until stopped; false if stopped. */
  boolean await(Duration pause);
}

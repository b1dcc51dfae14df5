package io.gapwatch.agent.watch;

import java.time.Duration;

/** Replaced in tests, which do not sleep. */
@FunctionalInterface
interface Waiter {
  /** Waits this long, or until stopped; false if stopped. */
  boolean await(Duration pause);
}

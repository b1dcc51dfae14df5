package io.gapwatch.agent.watch;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
interface Waiter {
  /** Waits so long, or until it is told to stop; false then. */
  boolean await(Duration pause);
}

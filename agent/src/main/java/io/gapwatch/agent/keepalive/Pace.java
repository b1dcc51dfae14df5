package io.gapwatch.agent.keepalive;

import java.time.Duration;

/** Monotonic time, independent of the wall clock, which may be set. */
interface Pace {

  /** Time since some fixed instant. */
  Duration elapsed();

  /** Waits this long. */
  void pass(Duration time) throws InterruptedException;

  /** The machine's monotonic clock. */
  Pace REAL =
      new Pace() {
        @Override
        public Duration elapsed() {
          return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void pass(Duration time) throws InterruptedException {
          Thread.sleep(time.toMillis());
        }
      };
}

package io.gapwatch.agent.keepalive;

import java.time.Duration;

/** The passing of time, apart from the clock on the wall, which may be set. */
interface Pace {

  /** Time since some fixed moment. */
  Duration elapsed();

  /** Lets so much time pass. */
  void pass(Duration time) throws InterruptedException;

  /** The machine's own ticking. */
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

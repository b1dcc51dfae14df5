package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.history.UsageSnapshot;
import java.time.Instant;

/** Reads the counters of the machine. */
@FunctionalInterface
interface Meter {

  /**
   * The counters as they are now.
   *
   * @param now the time to record with them
   * @throws io.gapwatch.agent.config.GapwatchException if they cannot be read
   */
  UsageSnapshot read(Instant now);
}

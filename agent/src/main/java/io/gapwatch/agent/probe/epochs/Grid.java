package io.gapwatch.agent.probe.epochs;

import java.time.Duration;
import java.time.Instant;

/** Periods of one length that follow each other from 1970 on, UTC. An epoch is the start of one. */
record Grid(Duration every) {
  boolean has(Instant epoch) {
    return epoch.equals(floor(epoch));
  }

  /** The start of the period that this moment is in. */
  Instant floor(Instant moment) {
    long length = every.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), length) * length);
  }

  Instant end(Instant epoch) {
    return epoch.plus(every);
  }

  /**
   * The newest epoch that must be sealed. The one that has begun cannot be, and the one that has
   * just ended need not be.
   *
   * @param lag how long after its end sealing may take
   */
  Instant due(Instant now, Duration lag) {
    return floor(now.minus(lag)).minus(every);
  }

  /** How many epochs follow one up to another, the other included; not negative. */
  long after(Instant epoch, Instant until) {
    return Math.max(0, Duration.between(epoch, until).toMillis() / every.toMillis());
  }
}

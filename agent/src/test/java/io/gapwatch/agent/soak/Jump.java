package io.gapwatch.agent.soak;

import java.time.Duration;
import java.time.Instant;

/** For a while the machine's clock is ahead of true time by so much, or behind if negative. */
record Jump(Instant from, Instant until, Duration ahead) {
  boolean at(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }
}

package io.gapwatch.agent.probe.gaps;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of a window may go by before what a run writes down is needed: rows that are in what is
 * left of it will still be in the window then.
 *
 * @param kept the window in which rows must stay
 * @param sweep how long a run may rely on what an earlier one read
 * @param pause between the last two runs; empty at the first
 */
record Margin(Duration kept, Duration sweep, Optional<Duration> pause) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofHours(25);

  /** What the next run needs. */
  Duration least() {
    return Beginning.shorter(enough(), limit());
  }

  /** What is written down, so that the runs until the next sweep need not write it anew. */
  Duration most() {
    return Beginning.shorter(Beginning.longer(enough(), sweep.multipliedBy(2)), limit());
  }

  /** Three times the last pause, or a day where there was none. */
  private Duration enough() {
    return Beginning.longer(
        pause.map(last -> last.multipliedBy(3)).orElse(Beginning.longer(kept.dividedBy(10), DAY)),
        HOUR);
  }

  private Duration limit() {
    return pause.map(last -> Beginning.most(kept, last)).orElse(kept.dividedBy(4));
  }
}

package io.gapwatch.agent.probe.gaps;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of a window may go by before what a run writes down is needed: rows that are in what is
 * left of it will still be in the window then.
 *
 * @param kept the window in which rows must stay
 * @param sweep how long a run may rely on what an earlier one read
 * @param last the pause between the last two runs; empty at the first
 * @param due until the next run is due; zero if that is not known. A run by hand says little of the
 *     pause that follows, and a schedule little of a machine that is off at night
 */
record Margin(Duration kept, Duration sweep, Optional<Duration> last, Duration due) {
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

  /** Three times the longer pause; a day at least at the first run. */
  private Duration enough() {
    Duration known =
        last.map(pause -> pause.multipliedBy(3)).orElse(Beginning.longer(kept.dividedBy(10), DAY));
    return Beginning.longer(Beginning.longer(known, due.multipliedBy(3)), HOUR);
  }

  private Duration limit() {
    return Beginning.most(kept, Beginning.longer(last.orElse(Duration.ZERO), due));
  }
}

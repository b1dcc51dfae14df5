package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.table.Timeline;
import java.util.Optional;

/** From when until when something was found, in ticks. */
final class Moments {
  private long from = Long.MAX_VALUE;
  private long until = Long.MIN_VALUE;

  void add(long one, long other) {
    from = Math.min(from, Math.min(one, other));
    until = Math.max(until, Math.max(one, other));
  }

  /** Empty where nothing was found. */
  Optional<TimeSpan> during(Timeline timeline) {
    return from > until
        ? Optional.empty()
        : Optional.of(new TimeSpan(timeline.instant(from), timeline.instant(until)));
  }
}

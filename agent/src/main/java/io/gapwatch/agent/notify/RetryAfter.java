package io.gapwatch.agent.notify;

import io.gapwatch.agent.history.Outbox.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Honours a vendor's request to wait before the next attempt. */
final class RetryAfter {
  /** A quota of a month is the longest that a vendor tells; more is the time of a wrong clock. */
  private static final Duration LONGEST = Duration.ofDays(32);

  private RetryAfter() {}

  /**
   * When to try again, if not now, UTC. One change that the vendor has not deferred yet is reason
   * enough to try: an emergency is worth a request that may be rejected, and the quota may have
   * been raised.
   */
  static Optional<Instant> of(List<Pending> pending, Instant now) {
    List<Instant> times =
        pending.stream()
            .flatMap(one -> one.retryAfter().stream())
            .filter(now::isBefore)
            .filter(now.plus(LONGEST)::isAfter)
            .toList();
    return times.size() < pending.size()
        ? Optional.empty()
        : times.stream().min(Instant::compareTo);
  }
}

package io.gapwatch.agent.notify;

import io.gapwatch.agent.history.Outbox.Pending;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps what the vendor asked not to be sent again before some time. The outbox keeps one text for
 * each failure, so the time travels at the end of it: {@code quota used up [not before
 * 2026-12-01T06:00:00Z]}.
 */
final class Embargo {
  private static final Pattern MARK = Pattern.compile("\\[not before (\\S+)]$");

  private Embargo() {}

  /** The reason as the outbox keeps it. */
  static String marked(Delivery.Failed failed) {
    return failed.reason()
        + failed.notBefore().map(time -> " [not before " + time + "]").orElse("");
  }

  /**
   * Until when nothing is sent. One change that the vendor has not yet turned away lifts it: an
   * emergency is worth a request that may be answered with no, and the quota may have been raised.
   */
  static Optional<Instant> on(List<Pending> pending, Instant now) {
    List<Instant> times =
        pending.stream()
            .flatMap(one -> one.lastFailure().flatMap(Embargo::timeIn).stream())
            .filter(now::isBefore)
            .toList();
    return times.size() < pending.size()
        ? Optional.empty()
        : times.stream().min(Instant::compareTo);
  }

  private static Optional<Instant> timeIn(String reason) {
    Matcher mark = MARK.matcher(reason);
    try {
      return mark.find() ? Optional.of(Instant.parse(mark.group(1))) : Optional.empty();
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}

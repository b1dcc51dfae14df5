package io.gapwatch.agent.keepalive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many of Oracle's one-minute samples are certain to be at or above a level. The alignment of
 * its minutes is unknown, so each count is the minimum over all alignments.
 *
 * <ul>
 *   <li>Spans of about a minute, as recorded by a burst, are assumed steady. A stretch of n
 *       consecutive minutes contains n - 1 whole minutes of any alignment.
 *   <li>Of a longer span, k minutes, only the mean m is known. It holds n = k - 1 whole minutes of
 *       any alignment, rounded down. If x of them are at the level L or above, those hold at most
 *       100 % each, the others less than L, and the cut ones at the ends at most 100 %: {@code k m
 *       < 100 x + L (n - x) + 100 (k - n)}. So {@code x > (k m - L n - 100 (k - n)) / (100 - L)}.
 * </ul>
 */
final class BusyMinutes {
  private static final Duration STEADY = Duration.ofSeconds(90);

  private BusyMinutes() {}

  static boolean isSteady(Usage span) {
    return span.length().compareTo(STEADY) <= 0;
  }

  static long in(List<Usage> spans, double level) {
    long minutes = 0;
    Duration stretch = Duration.ZERO;
    Instant end = Instant.MIN;
    for (Usage span : spans) {
      boolean goesOn = isSteady(span) && span.cpu() >= level;
      if (!goesOn || !span.from().equals(end)) {
        minutes += whole(stretch);
        stretch = Duration.ZERO;
      }
      if (goesOn) {
        stretch = stretch.plus(span.length());
        end = span.to();
      }
      minutes += isSteady(span) ? 0 : inMean(span, level);
    }
    return minutes + whole(stretch);
  }

  private static long whole(Duration stretch) {
    return Math.max(0, stretch.toMinutes() - 1);
  }

  private static long inMean(Usage span, double level) {
    if (level >= 100) {
      return 0;
    }
    double all = span.minutes();
    double whole = whole(span.length());
    double least = (all * span.cpu() - level * whole - 100 * (all - whole)) / (100 - level);
    return Math.max(0, (long) least);
  }
}

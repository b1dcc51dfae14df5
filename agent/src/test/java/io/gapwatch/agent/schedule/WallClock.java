package io.gapwatch.agent.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Due times the slow and obvious way: minute by minute. */
final class WallClock {
  private WallClock() {}

  /** Every minute of real time at which the clock on the wall fits. */
  static List<Instant> whenever(
      Predicate<LocalDateTime> fits, ZoneId zone, Instant from, Instant until) {
    List<Instant> times = new ArrayList<>();
    for (Instant t = from.truncatedTo(ChronoUnit.MINUTES); t.isBefore(until); t = minuteAfter(t)) {
      if (!t.isBefore(from) && fits.test(LocalDateTime.ofInstant(t, zone))) {
        times.add(t);
      }
    }
    return times;
  }

  /** Every fitting local time once: the first where it comes twice, later where it is skipped. */
  static List<Instant> once(
      Predicate<LocalDateTime> fits, ZoneId zone, Instant from, Instant until) {
    TreeSet<Instant> times = new TreeSet<>();
    LocalDateTime end = LocalDateTime.ofInstant(until, zone).plusHours(4);
    LocalDateTime start =
        LocalDateTime.ofInstant(from, zone).minusHours(4).truncatedTo(ChronoUnit.MINUTES);
    for (LocalDateTime local = start; local.isBefore(end); local = local.plusMinutes(1)) {
      if (fits.test(local)) {
        // Java moves a skipped time on by the length of the gap, and takes the first of two.
        times.add(local.atZone(zone).toInstant());
      }
    }
    return List.copyOf(times.subSet(from, true, until, false));
  }

  private static Instant minuteAfter(Instant time) {
    return time.plus(Duration.ofMinutes(1));
  }
}

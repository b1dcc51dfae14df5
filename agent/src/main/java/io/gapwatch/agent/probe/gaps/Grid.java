package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeType;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.probe.table.Words;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The periods of a rhythm in a stretch of time, by the clock of a zone, numbered one after the
 * other: the hour from 5 to 6, the day from midnight to midnight.
 *
 * <p>Clocks that are put forward or back by whole periods, as an hour is for hours and minutes,
 * leave the periods what they are: an hour that does not exist is none, and one that comes twice is
 * two. For longer periods the number is that of the wall clock: a day of 23 or 25 hours is one day.
 * What lies wholly in the time that a clock leaves out does not exist, and of less than a day that
 * it cuts short nothing is expected.
 */
final class Grid {
  /** Periods of several days begin on a Monday. */
  private static final long MONDAY = 4 * 86_400L;

  private static final long DAY = 86_400;
  private static final DateTimeFormatter MINUTES = format("uuuu-MM-dd HH:mmXXX");
  private static final DateTimeFormatter SECONDS = format("uuuu-MM-dd HH:mm:ssXXX");

  private final long step;
  private final long anchor;
  private final ZoneId zone;
  private final Instant from;
  private final TimeType type;

  /** When the offset of the wall clock changes, if periods hang on it; else empty. */
  private final List<ZoneOffsetTransition> changes = new ArrayList<>();

  private final long phase;

  /**
   * @param every a part of a day that divides it, or whole days
   * @param type dates are by the wall clock, whatever the zone
   */
  Grid(Duration every, ZoneId zone, Instant from, Instant until, TimeType type) {
    this.type = type;
    this.step = every.toSeconds();
    this.anchor = step > DAY ? MONDAY : 0;
    this.zone = zone;
    this.from = from;
    ZoneOffsetTransition change = zone.getRules().nextTransition(from);
    while (change != null && !change.getInstant().isAfter(until)) {
      changes.add(change);
      change = zone.getRules().nextTransition(change.getInstant());
    }
    if (changes.stream().noneMatch(this::matters)) {
      changes.clear();
    }
    // A number is to be the same in every window, whether it has changes or none; and where none
    // ever matters, in summer and in winter.
    this.phase = mayMatter() ? offset(from) : Math.floorMod(offset(from), step);
  }

  /** Days are those of the wall clock, even where it leaves out a whole one. */
  private boolean matters(ZoneOffsetTransition change) {
    return step >= DAY || change.getDuration().toSeconds() % step != 0;
  }

  /** Whether a change before or after the window matters, if none within does. */
  private boolean mayMatter() {
    ZoneRules rules = zone.getRules();
    return step >= DAY
        || Stream.of(
                Optional.ofNullable(rules.previousTransition(from)),
                Optional.ofNullable(rules.nextTransition(from)))
            .anyMatch(change -> change.filter(this::matters).isPresent());
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  private long offset(Instant time) {
    return zone.getRules().getOffset(time).getTotalSeconds();
  }

  private boolean byWallClock() {
    return type == TimeType.DATE || !changes.isEmpty();
  }

  /** The number of the period that a moment lies in. */
  long number(Instant time) {
    long shift = byWallClock() ? offset(time) : phase;
    return Math.floorDiv(time.getEpochSecond() + shift - anchor, step);
  }

  /** The first period that begins at this moment or later. */
  long firstSince(Instant time) {
    long first = number(time.minusNanos(1)) + 1;
    // Where a clock is put back within a period, it began before that, and comes again.
    while (start(first).isBefore(time)) {
      first++;
    }
    return first;
  }

  /** When a period begins; one that does not exist begins with the next. */
  Instant start(long number) {
    if (!byWallClock()) {
      return Instant.ofEpochSecond(number * step + anchor - phase);
    }
    LocalDateTime wall = wall(number);
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    return change != null && change.isGap() ? change.getInstant() : wall.atZone(zone).toInstant();
  }

  /** From the beginning of the first of these periods to the end of the last. */
  MissingRange.Times times(Span periods) {
    return new MissingRange.Times(start(periods.first()), start(periods.last() + 1), type, zone);
  }

  private LocalDateTime wall(long number) {
    return LocalDateTime.ofEpochSecond(number * step + anchor, 0, ZoneOffset.UTC);
  }

  /** The periods that a clock left out, or cut short: there need not be a row in what is left. */
  Elsewhere absent() {
    return Elsewhere.of(
        changes.stream()
            .filter(ZoneOffsetTransition::isGap)
            .flatMapToLong(
                change ->
                    LongStream.rangeClosed(
                        number(change.getInstant().minusSeconds(1)), number(change.getInstant())))
            .filter(this::isCutShort)
            .distinct()
            .toArray());
  }

  /** Days are days, however long. */
  private boolean isCutShort(long number) {
    Duration length = Duration.between(start(number), start(number + 1));
    return length.toSeconds() < (step < DAY ? step : 1);
  }

  /** In SQL: the number of the period that the time of a row lies in. */
  String number(Dialect dialect, Timeline timeline) {
    // Counted from before the first, because databases round towards zero.
    long base = number(from) - 2;
    long origin = base * step + anchor;
    StringBuilder ticks = new StringBuilder("(").append(timeline.ticks()).append(" + ");
    if (type == TimeType.DATE) {
      ticks.append('(').append(timeline.ticks(Duration.ofSeconds(-origin))).append(')');
    } else if (byWallClock()) {
      ticks.append("CASE");
      for (ZoneOffsetTransition change : changes) {
        ticks
            .append(" WHEN ")
            .append(timeline.ticks())
            .append(" < ")
            .append(timeline.ticks(change.getInstant()))
            .append(" THEN ")
            .append(timeline.ticks(seconds(change.getOffsetBefore(), origin)));
      }
      ZoneOffset last = changes.get(changes.size() - 1).getOffsetAfter();
      ticks.append(" ELSE ").append(timeline.ticks(seconds(last, origin))).append(" END");
    } else {
      ticks.append('(').append(timeline.ticks(Duration.ofSeconds(phase - origin))).append(')');
    }
    return "(%s + %d)"
        .formatted(
            dialect.divided(ticks.append(")").toString(), timeline.ticks(Duration.ofSeconds(step))),
            base);
  }

  private static Duration seconds(ZoneOffset offset, long origin) {
    return Duration.ofSeconds(offset.getTotalSeconds() - origin);
  }

  /** When a period begins, for people: {@code 2026-11-20}, {@code 2026-11-20 05:00+01:00}. */
  String name(long number) {
    if (step % DAY == 0) {
      return DateTimeFormatter.ISO_LOCAL_DATE.format(wall(number).toLocalDate());
    }
    DateTimeFormatter format = step % 60 == 0 ? MINUTES : SECONDS;
    return format.format(start(number).atZone(zone));
  }

  /** What the periods are called. */
  static Words words(Duration every) {
    long seconds = every.toSeconds();
    if (seconds == 7 * DAY) {
      return Words.named("week");
    }
    if (seconds == DAY) {
      return Words.named("day");
    }
    if (seconds == 3600) {
      return Words.named("hour");
    }
    if (seconds == 60) {
      return Words.named("minute");
    }
    String length = Durations.text(every);
    return seconds == 1
        ? Words.named("second")
        : new Words("period of " + length, "periods of " + length);
  }
}

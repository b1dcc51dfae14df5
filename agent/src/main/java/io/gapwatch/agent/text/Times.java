package io.gapwatch.agent.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats instants for people, always in UTC and marked so. */
public final class Times {
  private static final DateTimeFormatter TIME = utc("HH:mm 'UTC'");
  private static final DateTimeFormatter DATE_AND_TIME = utc("yyyy-MM-dd HH:mm 'UTC'");

  private Times() {}

  /** {@code 02:10 UTC}, prefixed with the date unless it is that of {@code now}. */
  public static String time(Instant time, Instant now) {
    return (day(time).equals(day(now)) ? TIME : DATE_AND_TIME).format(time);
  }

  /** {@code 2026-11-21 02:10 UTC}. */
  public static String dateAndTime(Instant time) {
    return DATE_AND_TIME.format(time);
  }

  /** The later of two. */
  public static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}

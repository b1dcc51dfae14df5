package io.gapwatch.agent.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times, durations and errors as people say them. All times are UTC and say so. */
public final class Spoken {
  private static final DateTimeFormatter TIME = utc("HH:mm 'UTC'");
  private static final DateTimeFormatter DATE_AND_TIME = utc("yyyy-MM-dd HH:mm 'UTC'");

  private Spoken() {}

  /**
   * {@code 45s}, {@code 7.0 min}, {@code 3 h 5 min}, {@code 2 d 4 h}. What is left over is dropped,
   * never rounded up, so that no hour has 60 minutes.
   */
  public static String duration(Duration duration) {
    if (duration.isNegative()) {
      return "-" + duration(duration.negated());
    }
    if (duration.toMinutes() < 1) {
      return duration.toSeconds() + "s";
    }
    if (duration.toHours() < 1) {
      long tenths = duration.toSeconds() / 6;
      return tenths / 10 + "." + tenths % 10 + " min";
    }
    return duration.toDays() < 1
        ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
        : duration.toDays() + " d " + duration.toHoursPart() + " h";
  }

  /** {@code 02:10 UTC}, with the date in front of it where it is not the day of {@code now}. */
  public static String time(Instant time, Instant now) {
    boolean today = time.atZone(ZoneOffset.UTC).toLocalDate().equals(dayOf(now));
    return (today ? TIME : DATE_AND_TIME).format(time);
  }

  /** {@code 2026-11-21 02:10 UTC}. */
  public static String dateAndTime(Instant time) {
    return DATE_AND_TIME.format(time);
  }

  /** The text without line breaks and runs of blanks, as drivers put them into their errors. */
  public static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static LocalDate dayOf(Instant now) {
    return now.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}

package io.gapwatch.agent.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Instants as people read and write them, always in UTC and marked so. */
public final class Times {
  private static final DateTimeFormatter TIME = utc("HH:mm 'UTC'");
  private static final DateTimeFormatter DATE_AND_TIME = utc("yyyy-MM-dd HH:mm 'UTC'");

  private static final Pattern FOUR_DIGITS = Pattern.compile("\\d{4}-");

  private Times() {}

  /** {@code 02:10 UTC}, prefixed with the date unless it is that of {@code now}. */
  public static String time(Instant time, Instant now) {
    return (day(time).equals(day(now)) ? TIME : DATE_AND_TIME).format(time);
  }

  /** {@code 2026-11-21 02:10 UTC}. */
  public static String dateAndTime(Instant time) {
    return DATE_AND_TIME.format(time);
  }

  /**
   * The moment that a text is, such as {@code 2026-11-21T00:00:00Z}; empty if it is none, or of a
   * year that Java knows and no database.
   */
  public static Optional<Instant> moment(String text) {
    try {
      return FOUR_DIGITS.matcher(text).lookingAt()
          ? Optional.of(Instant.parse(text))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
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

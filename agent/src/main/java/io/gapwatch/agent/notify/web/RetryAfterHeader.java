package io.gapwatch.agent.notify.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** {@code Retry-After}: seconds, with a fraction at Discord, or a date (RFC 9110, 10.2.3). */
public final class RetryAfterHeader {
  /** A vendor that asks for more is believed only so far: a typing error must not silence us. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfterHeader() {}

  /**
   * The time that it names, if it can be read.
   *
   * @param now what seconds are counted from, UTC
   */
  public static Optional<Instant> read(String text, Instant now) {
    String value = text.strip();
    return (value.matches("\\d{1,9}(\\.\\d+)?") ? seconds(value, now) : date(value))
        .filter(now::isBefore)
        .map(time -> time.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : time);
  }

  private static Optional<Instant> seconds(String value, Instant now) {
    return Optional.of(now.plusSeconds((long) Math.ceil(Double.parseDouble(value))));
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}

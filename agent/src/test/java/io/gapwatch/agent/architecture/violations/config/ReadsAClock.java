package io.gapwatch.agent.architecture.violations.config;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Every way to ask for the time that a rule must see. */
public final class ReadsAClock {
  private ReadsAClock() {}

  static Instant instant() {
    return Instant.now();
  }

  static long milliseconds() {
    return System.currentTimeMillis();
  }

  static LocalDate date() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  static ZonedDateTime zoned() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }

  static Clock clock() {
    return Clock.systemUTC();
  }
}

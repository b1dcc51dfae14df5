package io.gapwatch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklySpanTest {
  private static final Set<DayOfWeek> OFFICE_DAYS =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final WeeklySpan OFFICE = span(OFFICE_DAYS, "09:00", "17:00", "Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    // Winter: an hour ahead of UTC; summer: two.
    "2026-11-23T07:59:59Z, false",
    "2026-11-23T08:00:00Z, true",
    "2026-11-23T15:59:59Z, true",
    "2026-11-23T16:00:00Z, false",
    "2026-11-22T10:00:00Z, false",
    "2026-07-20T07:00:00Z, true",
    "2026-07-20T15:00:00Z, false",
  })
  void followsTheClockOnTheWall(Instant moment, boolean inside) {
    assertThat(OFFICE.endOf(moment).isPresent()).isEqualTo(inside);
  }

  @Test
  void saysWhenItBeginsAgain() {
    assertThat(OFFICE.nextStart(Instant.parse("2026-11-20T16:00:00Z")))
        .isEqualTo("2026-11-23T08:00:00Z");
    assertThat(OFFICE.nextStart(Instant.parse("2026-11-20T08:00:00Z")))
        .isEqualTo("2026-11-23T08:00:00Z");
    assertThat(OFFICE.nextStart(Instant.parse("2026-11-20T07:00:00Z")))
        .isEqualTo("2026-11-20T08:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    // Saturday's night lasts into Sunday; Sunday has none of its own.
    "2026-11-15T04:29:59Z, false",
    "2026-11-15T04:30:00Z, true",
    "2026-11-15T07:29:59Z, true",
    "2026-11-15T07:30:00Z, false",
    "2026-11-16T05:00:00Z, false",
  })
  void maySpanMidnight(Instant moment, boolean inside) {
    WeeklySpan night = span(Set.of(DayOfWeek.SATURDAY), "23:30", "02:30", "America/New_York");
    assertThat(night.endOf(moment).isPresent()).isEqualTo(inside);
  }

  /** The night of 31 October 2026 has an hour more in New York, that of 14 March 2026 one less. */
  @ParameterizedTest
  @CsvSource({
    "23:30, 02:30, 2026-11-01T03:30:00Z, PT4H",
    "23:30, 01:30, 2026-11-01T03:30:00Z, PT3H",
    "01:15, 01:45, 2026-11-01T05:15:00Z, PT1H30M",
    "23:30, 03:30, 2026-03-08T04:30:00Z, PT3H",
    "02:10, 02:50, 2026-03-08T07:10:00Z, PT40M",
  })
  void keepsToTheWallWhenTheClockIsSet(
      LocalTime from, LocalTime to, Instant start, Duration lasts) {
    Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
    WeeklySpan night = new WeeklySpan(days, from, to, ZoneId.of("America/New_York"));
    assertThat(night.endOf(start.minusSeconds(1))).isEmpty();
    assertThat(night.endOf(start)).contains(start.plus(lasts));
    assertThat(night.endOf(start.plus(lasts).minusSeconds(1))).contains(start.plus(lasts));
    assertThat(night.endOf(start.plus(lasts))).isEmpty();
    assertThat(night.nextStart(start.minusSeconds(1))).isEqualTo(start);
    MaintenanceConfig.Once whole = new MaintenanceConfig.Once(start, start.plus(lasts));
    assertThat(night.atOrAfter(start.minusSeconds(1))).isEqualTo(whole);
    assertThat(night.atOrAfter(start)).isEqualTo(whole);
    assertThat(night.atOrAfter(start.plus(lasts)).start()).isAfter(whole.end());
  }

  /** On 8 March 2026 there is no 02:30 in New York, and 03:30 is after its end. */
  @Test
  void doesNotBeginOnADayThatHasNothingOfIt() {
    WeeklySpan span = span(Set.of(DayOfWeek.SUNDAY), "02:30", "03:15", "America/New_York");
    assertThat(span.endOf(Instant.parse("2026-03-08T07:30:00Z"))).isEmpty();
    assertThat(span.nextStart(Instant.parse("2026-03-08T06:00:00Z")))
        .isEqualTo("2026-03-15T06:30:00Z");
    assertThat(span.atOrAfter(Instant.parse("2026-03-08T06:00:00Z")).start())
        .isEqualTo("2026-03-15T06:30:00Z");
  }

  @Test
  void ofEqualEndsLastsADay() {
    WeeklySpan sunday = span(Set.of(DayOfWeek.SUNDAY), "00:00", "00:00", "UTC");
    assertThat(sunday.endOf(Instant.parse("2026-11-22T00:00:00Z")))
        .contains(Instant.parse("2026-11-23T00:00:00Z"));
  }

  private static WeeklySpan span(Set<DayOfWeek> days, String from, String to, String zone) {
    return new WeeklySpan(days, LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
  }
}

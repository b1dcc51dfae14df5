package io.gapwatch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static Schedule schedule(String text) {
    return Schedule.parse(text).orElseThrow();
  }

  /** The next few times, as wall time with offset. */
  private static String next(String text, String zone, String after, int count) {
    ZoneId id = ZoneId.of(zone);
    return Stream.iterate(
            schedule(text).next(Instant.parse(after), id),
            Optional::isPresent,
            time -> schedule(text).next(time.orElseThrow(), id))
        .limit(count)
        .map(time -> time.orElseThrow().atZone(id).toOffsetDateTime().toString())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0 */3 * * *", "*/5 8-18 * * 1-5", "30 1 1,15 * *", "0 0 29 2 *", " 0  3 * * 0 "})
  void taken(String text) {
    assertThat(Schedule.parse(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hourly", "* * * *", "0 0 0 * * *", "60 * * * *", "* 24 * * *", "0 0 31 2 *"})
  void refused(String text) {
    assertThat(Schedule.parse(text)).isEmpty();
  }

  @Test
  void nextIsStrictlyLater() {
    Schedule everyThree = schedule("0 */3 * * *");
    assertThat(everyThree.next(Instant.parse("2026-11-21T03:00:00Z"), UTC))
        .contains(Instant.parse("2026-11-21T06:00:00Z"));
    assertThat(everyThree.next(Instant.parse("2026-11-21T02:59:59.999Z"), UTC))
        .contains(Instant.parse("2026-11-21T03:00:00Z"));
  }

  @Test
  void lastIsNowOrEarlier() {
    Schedule everyThree = schedule("0 */3 * * *");
    assertThat(everyThree.last(Instant.parse("2026-11-21T03:00:00Z"), UTC))
        .contains(Instant.parse("2026-11-21T03:00:00Z"));
    assertThat(everyThree.last(Instant.parse("2026-11-21T02:59:59Z"), UTC))
        .contains(Instant.parse("2026-11-21T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T08:00+02:00 2026-03-30T08:00+02:00",
    "Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T08:00+01:00 2026-10-26T08:00+01:00",
    "America/New_York, 2026-03-07T20:00:00Z, 2026-03-08T08:00-04:00 2026-03-09T08:00-04:00",
    "America/New_York, 2026-10-31T20:00:00Z, 2026-11-01T08:00-05:00 2026-11-02T08:00-05:00",
  })
  void wallTimeIsKeptOverSummerTime(String zone, String after, String expected) {
    assertThat(next("0 8 * * *", zone, after, 2)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29T00:30:00Z",
    "Europe/Berlin, 2026-10-25T00:30:00Z",
    "America/New_York, 2026-03-08T06:30:00Z",
    "America/New_York, 2026-11-01T05:30:00Z",
  })
  void hourlyRunsEveryHourOverSummerTime(String zone, String after) {
    Instant start = Instant.parse(after);
    Instant first = schedule("0 * * * *").next(start, ZoneId.of(zone)).orElseThrow();
    Instant second = schedule("0 * * * *").next(first, ZoneId.of(zone)).orElseThrow();
    assertThat(first).isEqualTo(start.plusSeconds(1800));
    assertThat(second).isEqualTo(start.plusSeconds(5400));
  }

  @Test
  void fieldsOfDayAreEitherAsInCrontab() {
    assertThat(next("0 0 13 * 5", "UTC", "2026-11-12T12:00:00Z", 3))
        .isEqualTo("2026-11-13T00:00Z 2026-11-20T00:00Z 2026-11-27T00:00Z");
  }
}

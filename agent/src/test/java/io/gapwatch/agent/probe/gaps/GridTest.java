package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours and days by the clock of a zone, on the days when it is put forward or back. */
class GridTest {
  private static Grid grid(String every, String zone, String from, String until) {
    return new Grid(
        Duration.parse(every),
        ZoneId.of(zone),
        Instant.parse(from),
        Instant.parse(until),
        TimeType.TIMESTAMP);
  }

  /** The beginnings of all periods that begin in this time. */
  private static List<String> begins(Grid grid, String from, String until) {
    List<String> begins = new ArrayList<>();
    Elsewhere absent = grid.absent();
    for (long number = grid.number(Instant.parse(from)); ; number++) {
      Instant begin = grid.start(number);
      if (!begin.isBefore(Instant.parse(until))) {
        return begins;
      }
      long one = number;
      absent
          .without(range -> begins.add(grid.name(one)))
          .accept(new MissingRange(new Span(number, number), begin, begin));
    }
  }

  @Test
  void anHourThatDoesNotExistIsNoneAndOneThatComesTwiceIsTwo() {
    Grid grid = grid("PT1H", "Europe/Berlin", "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z");
    assertThat(begins(grid, "2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z"))
        .containsExactly(
            "2026-03-29 01:00+01:00", "2026-03-29 03:00+02:00", "2026-03-29 04:00+02:00");
    assertThat(begins(grid, "2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"))
        .containsExactly(
            "2026-10-25 02:00+02:00", "2026-10-25 02:00+01:00", "2026-10-25 03:00+01:00");
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, 23",
    "Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, 25",
    "America/Havana, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z, 25",
    "Australia/Lord_Howe, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z, 24"
  })
  void aDayOfOddLengthIsOneDay(String zone, String begin, String end, int wholeHours) {
    Grid days = grid("P1D", zone, "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z");
    long number = days.number(Instant.parse(begin));
    assertThat(days.start(number)).isEqualTo(begin);
    assertThat(days.start(number + 1)).isEqualTo(end);
    assertThat(days.number(Instant.parse(end).minusMillis(1))).isEqualTo(number);
    assertThat(Duration.between(days.start(number), days.start(number + 1)).toHours())
        .isEqualTo(wholeHours);
  }

  @Test
  void aMidnightThatDoesNotExist() {
    Grid days = grid("P1D", "America/Sao_Paulo", "2017-01-01T00:00:00Z", "2018-01-01T00:00:00Z");
    long number = days.number(Instant.parse("2017-10-15T12:00:00Z"));
    assertThat(days.start(number)).isEqualTo("2017-10-15T03:00:00Z");
    assertThat(days.name(number)).isEqualTo("2017-10-15");
  }

  @Test
  void whatLiesInTheTimeThatIsLeftOutIsNotExpected() {
    Grid grid =
        grid("PT20M", "Australia/Lord_Howe", "2026-09-01T00:00:00Z", "2026-11-01T00:00:00Z");
    assertThat(begins(grid, "2026-10-03T15:00:00Z", "2026-10-03T16:20:00Z"))
        .containsExactly(
            "2026-10-04 01:20+10:30",
            "2026-10-04 01:40+10:30",
            "2026-10-04 02:40+11:00",
            "2026-10-04 03:00+11:00");
  }

  /** A year of rows at each whole period of UTC: none is missing by any clock. */
  @ParameterizedTest
  @CsvSource({
    "PT1H, Australia/Lord_Howe",
    "PT30M, Australia/Lord_Howe",
    "PT20M, Australia/Lord_Howe",
    "PT1H, Europe/Berlin",
    "PT2H, Europe/Berlin",
    "PT3H, America/New_York"
  })
  void whatComesRegularlyIsNotMissed(String every, String zone) {
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    Instant until = Instant.parse("2027-01-01T00:00:00Z");
    Grid grid = grid(every, zone, from.toString(), until.toString());
    Set<String> expected = new TreeSet<>(begins(grid, from.toString(), until.toString()));
    Duration step = Duration.parse(every);
    for (Instant row = from; row.isBefore(until.plus(step)); row = row.plus(step)) {
      expected.remove(grid.name(grid.number(row)));
    }
    assertThat(expected).isEmpty();
  }

  @Test
  void weeksBeginOnMonday() {
    Grid weeks = grid("P7D", "UTC", "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z");
    assertThat(weeks.name(weeks.number(Instant.parse("2026-11-22T23:59:59Z"))))
        .isEqualTo("2026-11-16");
  }

  /** With two changes, with none before the next one, and with none after the last one. */
  @ParameterizedTest
  @CsvSource({
    "PT1H, Europe/Berlin",
    "PT2H, Europe/Berlin",
    "P1D, Europe/Berlin",
    "PT1H, America/New_York",
    "PT6H, America/New_York",
    "P1D, America/New_York",
    "P7D, America/New_York",
    "PT1H, Australia/Lord_Howe",
    "P1D, America/Bogota"
  })
  void numbersAreTheSameInEveryWindow(String every, String zone) {
    Instant time = Instant.parse("2026-07-01T12:00:00Z");
    Grid summer = grid(every, zone, "2026-06-01T00:00:00Z", "2026-08-01T00:00:00Z");
    Grid year = grid(every, zone, "2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z");
    Grid since = grid(every, zone, "2026-01-15T00:00:00Z", "2026-07-15T00:00:00Z");
    assertThat(summer.number(time)).isEqualTo(year.number(time)).isEqualTo(since.number(time));
    assertThat(summer.start(summer.number(time))).isEqualTo(year.start(year.number(time)));
    assertThat(summer.name(summer.number(time))).isEqualTo(year.name(year.number(time)));
  }

  @Test
  void aDayThatAClockLeavesOutIsNotExpected() {
    Grid days = grid("P1D", "Pacific/Apia", "2011-12-01T00:00:00Z", "2012-02-01T00:00:00Z");
    assertThat(begins(days, "2011-12-28T10:00:00Z", "2012-01-01T00:00:00Z"))
        .containsExactly("2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01");
  }

  /** West of Greenwich, in a window in which no clock changes. */
  @ParameterizedTest
  @CsvSource({
    "P1D, America/New_York, 2026-07-03",
    "P1D, America/Bogota, 2026-07-03",
    "P1D, Pacific/Kiritimati, 2026-07-04",
    "P7D, America/Bogota, 2026-06-29"
  })
  void aDayIsNamedByTheClockOfTheZone(String every, String zone, String name) {
    Grid days = grid(every, zone, "2026-06-01T00:00:00Z", "2026-08-01T00:00:00Z");
    long number = days.number(Instant.parse("2026-07-03T17:00:00Z"));
    assertThat(days.name(number)).isEqualTo(name);
    assertThat(days.start(number).atZone(ZoneId.of(zone)).toLocalDate()).hasToString(name);
  }
}

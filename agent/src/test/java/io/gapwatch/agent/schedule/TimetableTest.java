package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static List<String> next(String schedule, ZoneId zone, String after, int count) {
    Timetable timetable = new Timetable(new Schedule(schedule), zone);
    List<String> times = new ArrayList<>();
    Instant time = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      time = timetable.next(time).orElseThrow();
      times.add(time.toString());
    }
    return times;
  }

  @Test
  void everyThreeHoursInUtc() {
    assertThat(next("16 */3 * * *", ZoneId.of("UTC"), "2026-11-21T21:16:00Z", 2))
        .containsExactly("2026-11-22T00:16:00Z", "2026-11-22T03:16:00Z");
  }

  @Test
  void aSkippedTimeComesLaterByTheLengthOfTheGap() {
    assertThat(next("30 2 * * *", BERLIN, "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
    assertThat(next("30 2 * * *", NEW_YORK, "2026-03-07T12:00:00Z", 2))
        .containsExactly("2026-03-08T07:30:00Z", "2026-03-09T06:30:00Z");
  }

  @Test
  void aTimeThatComesTwiceCountsOnce() {
    assertThat(next("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(next("30 1 * * *", NEW_YORK, "2026-10-31T12:00:00Z", 2))
        .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
  }

  @Test
  void anHourlyJobRunsEveryHourOfBothDays() {
    assertThat(next("5 * * * *", BERLIN, "2026-10-25T00:00:00Z", 3))
        .containsExactly("2026-10-25T00:05:00Z", "2026-10-25T01:05:00Z", "2026-10-25T02:05:00Z");
    assertThat(next("5 * * * *", BERLIN, "2026-03-29T00:00:00Z", 3))
        .containsExactly("2026-03-29T00:05:00Z", "2026-03-29T01:05:00Z", "2026-03-29T02:05:00Z");
  }

  @Test
  void theLastTimeMayBeNow() {
    Timetable timetable = new Timetable(new Schedule("30 2 * * *"), BERLIN);
    assertThat(timetable.last(Instant.parse("2026-10-25T00:30:00Z")))
        .contains(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(timetable.last(Instant.parse("2026-10-25T01:30:00Z")))
        .contains(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(timetable.last(Instant.parse("2026-03-29T01:29:59Z")))
        .contains(Instant.parse("2026-03-28T01:30:00Z"));
  }

  @Test
  void aDateThatDoesNotExistIsNeverDue() {
    Timetable timetable = new Timetable(new Schedule("0 0 31 2 *"), BERLIN);
    assertThat(timetable.next(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
  }
}

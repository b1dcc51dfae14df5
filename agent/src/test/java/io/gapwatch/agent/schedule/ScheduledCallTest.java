package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Schedule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduledCallTest {
  private static final Timetable EVERY_THREE_HOURS =
      new Timetable(new Schedule("0 */3 * * *"), ZoneOffset.UTC);

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "03:00:01, 00:00:01, true, at its time",
    "03:00:01, 03:00:00, false, served already",
    "02:59:45, 00:00:01, true, a little before it: the clock is being set right",
    "03:00:05, 02:59:45, false, served a little before it",
    "02:59:00, 00:00:01, false, a minute before it",
    "03:09:59, 00:00:01, true, started late on a laden machine",
    "03:10:01, 00:00:01, false, too late for a call: that is a missed run",
    "02:00:00, 00:00:01, false, between two times",
    "03:00:01,, true, never ran",
    "02:00:01,, false, never ran and not due",
  })
  void isDue(String now, String lastRun, boolean due, String why) {
    assertThat(
            ScheduledCall.isDue(
                EVERY_THREE_HOURS, Optional.ofNullable(lastRun).map(this::today), today(now)))
        .as(why)
        .isEqualTo(due);
  }

  private Instant today(String time) {
    return Instant.parse("2026-11-21T" + time + "Z");
  }
}

package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the job's schedule and zone      | the machine's zone | what cron gets              | exact
          7 */3 * * *  | UTC               | Etc/UTC             | 7 */3 * * *                  | true
          30 2 * * 1   | Europe/Berlin     | Europe/Berlin       | 30 2 * * 1                   | true
          30 2 * * *   | Asia/Tokyo        | UTC                 | 30 17 * * *                  | true
          30 23,1 * * *| UTC               | Asia/Tokyo          | 30 8,10 * * *                | true
          7 */3 * * *  | UTC               | Asia/Tokyo          | 7 */3 * * *                  | true
          */30 * * * * | Asia/Tokyo        | UTC                 | */30 * * * *                 | true
          30 2 * * 1   | Asia/Tokyo        | UTC                 | 30 * * * *                   | false
          30 2 * * *   | Asia/Kolkata      | UTC                 | 0 * * * *                    | false
          30 2 * * *   | Europe/Berlin     | UTC                 | 30 * * * *                   | false
          30 2 * * *   | UTC               | Europe/Berlin       | 30 * * * *                   | false
          0 9 * * *    | Australia/Lord_Howe | UTC               | 0,30 * * * *                 | false
          30 2 * * *   | Europe/Berlin     | America/New_York    | 30 * * * *                   | false
          """)
  void isTranslatedWhereThatIsExactAndCalledMoreOftenElsewhere(
      String schedule, String zone, String machine, String fields, boolean exact) {
    Timetable timetable = new Timetable(new Schedule(schedule), ZoneId.of(zone));
    assertThat(CronTime.of(timetable, ZoneId.of(machine), NOW))
        .isEqualTo(new CronTime(fields, exact));
  }
}

package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Schedule;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.report.DueRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedTimesTest {
  private static final Duration DEADLINE = Duration.ofMinutes(20);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static DueRuns night(String now, Run... runs) {
    return of("0 */3 * * *", ZoneOffset.UTC, "2026-11-20T12:00", "2026-11-21T00:00", now, runs);
  }

  private static DueRuns of(
      String schedule, ZoneId zone, String first, String since, String now, Run... runs) {
    return new ServedTimes(new Timetable(new Schedule(schedule), zone), DEADLINE)
        .of(at(first), Arrays.asList(runs), at(since), at(now));
  }

  private static Run ran(String time) {
    return killed(time).ended(at(time).plusSeconds(9), Status.OK, 0);
  }

  private static Run killed(String time) {
    return Run.started("run " + time, "chain", at(time));
  }

  private static Instant at(String time) {
    return Instant.parse(time + (time.length() == 16 ? ":00Z" : "Z"));
  }

  @Test
  void aNightWithoutAMiss() {
    DueRuns due =
        night(
            "2026-11-21T07:00",
            ran("2026-11-21T00:00:01"),
            ran("2026-11-21T03:00:02"),
            ran("2026-11-21T06:00:01"));

    assertThat(due.count()).isEqualTo(3);
    assertThat(due.missed()).isEmpty();
    assertThat(due.wholePeriod()).isTrue();
  }

  @Test
  void aRunByHandIsNotOneMore() {
    DueRuns due = night("2026-11-21T02:00", ran("2026-11-21T00:00:01"), ran("2026-11-21T01:30:00"));

    assertThat(due.ran()).containsExactly(at("2026-11-21T00:00"));
  }

  @Test
  void aLateRunThatCatchesUpServesOneDueTime() {
    DueRuns due = night("2026-11-21T08:00", ran("2026-11-21T00:00:01"), ran("2026-11-21T07:59"));

    assertThat(due.ran()).containsExactly(at("2026-11-21T00:00"), at("2026-11-21T06:00"));
    assertThat(due.missed()).containsExactly(at("2026-11-21T03:00"));
  }

  @Test
  void aClockThatWasSetRightLetsARunBeginBeforeItsTime() {
    DueRuns due = night("2026-11-21T04:00", ran("2026-11-20T23:59:40"), ran("2026-11-21T02:59:31"));

    assertThat(due.ran()).hasSize(2);
    assertThat(due.missed()).isEmpty();
  }

  @Test
  void cronMayBeTenMinutesLate() {
    Run first = ran("2026-11-21T00:00:01");

    assertThat(night("2026-11-21T03:09", first).count()).isEqualTo(1);
    assertThat(night("2026-11-21T03:10", first).missed()).containsExactly(at("2026-11-21T03:00"));
  }

  @Test
  void aRunThatWasKilledDidNotServe() {
    DueRuns due = night("2026-11-21T01:00", killed("2026-11-21T00:00:01"));

    assertThat(due.unfinished()).containsExactly(at("2026-11-21T00:00"));
    assertThat(due.ran()).isEmpty();
    assertThat(due.missed()).isEmpty();
  }

  @Test
  void aRunThatIsGoingOnServesAndSoDoesOneAfterAKilledOne() {
    assertThat(night("2026-11-21T00:10", killed("2026-11-21T00:00:01")).ran()).hasSize(1);
    assertThat(
            night("2026-11-21T02:00", killed("2026-11-21T00:00:01"), ran("2026-11-21T00:30")).ran())
        .hasSize(1);
  }

  @Test
  void beforeTheFirstKnownRunNothingIsCounted() {
    DueRuns due =
        of(
            "0 */3 * * *",
            ZoneOffset.UTC,
            "2026-11-21T06:00:02",
            "2026-11-14T12:00",
            "2026-11-21T12:30",
            ran("2026-11-21T06:00:02"),
            ran("2026-11-21T12:00:02"));

    assertThat(due.wholePeriod()).isFalse();
    assertThat(due.from()).isEqualTo(at("2026-11-21T06:00:02"));
    assertThat(due.ran()).hasSize(2);
    assertThat(due.missed()).containsExactly(at("2026-11-21T09:00"));
  }

  @Test
  void onTheDayWithTwoHalfPastTwosOneIsDue() {
    DueRuns due =
        of(
            "30 2 * * *",
            BERLIN,
            "2026-10-01T00:30",
            "2026-10-24T12:00",
            "2026-10-26T12:00",
            ran("2026-10-25T00:30:01"));

    assertThat(due.ran()).containsExactly(at("2026-10-25T00:30"));
    assertThat(due.missed()).containsExactly(at("2026-10-26T01:30"));
  }

  @Test
  void onTheDayWithoutHalfPastTwoItIsDueAnHourLater() {
    DueRuns due =
        of("30 2 * * *", BERLIN, "2026-03-01T00:00", "2026-03-28T12:00", "2026-03-29T12:00");

    assertThat(due.missed()).containsExactly(at("2026-03-29T01:30"));
  }

  @Test
  void anHourlyJobIsDue25TimesOnTheLongDayAnd23TimesOnTheShortOne() {
    assertThat(berlinDay("2026-10-24T22:00", "2026-10-25T22:59").count()).isEqualTo(25);
    assertThat(berlinDay("2026-03-28T23:00", "2026-03-29T21:59").count()).isEqualTo(23);
  }

  private static DueRuns berlinDay(String from, String to) {
    return of("5 * * * *", BERLIN, "2026-01-01T00:00", from, to);
  }

  @Test
  void whatIsNeverDueIsNeverMissed() {
    DueRuns due =
        of("0 0 31 2 *", BERLIN, "2026-01-01T00:00", "2026-02-01T00:00", "2026-04-01T00:00");

    assertThat(List.of(due.ran(), due.missed(), due.unfinished())).allMatch(List::isEmpty);
  }
}

package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TimetablePropertyTest {
  /** Changes of clocks in both zones, forward and back, and a calm day. */
  private static final List<String> DAYS =
      List.of("2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-06-15");

  /** A schedule with what it means. */
  record Case(String text, Predicate<LocalDateTime> fits, ZoneId zone, Instant around) {
    Timetable timetable() {
      return new Timetable(new Schedule(text), zone);
    }

    List<Instant> dueTimes() {
      Instant from = around.minus(Duration.ofHours(8));
      Instant until = around.plus(Duration.ofHours(32));
      return text.split(" ", -1)[1].startsWith("*")
          ? WallClock.whenever(fits, zone, from, until)
          : WallClock.once(fits, zone, from, until);
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Combinators.combine(
            Arbitraries.of("7", "0,30", "*/20", "59"),
            Arbitraries.of("*", "*/2", "2", "1-3", "0,2"),
            Arbitraries.of("Europe/Berlin", "America/New_York", "UTC", "Australia/Lord_Howe"),
            Arbitraries.of(DAYS))
        .as(
            (minute, hour, zone, day) ->
                new Case(
                    minute + " " + hour + " * * *",
                    local -> minuteFits(minute, local) && hourFits(hour, local),
                    ZoneId.of(zone),
                    Instant.parse(day + "T00:00:00Z")));
  }

  private static boolean minuteFits(String field, LocalDateTime local) {
    return switch (field) {
      case "7" -> local.getMinute() == 7;
      case "0,30" -> local.getMinute() % 30 == 0;
      case "*/20" -> local.getMinute() % 20 == 0;
      default -> local.getMinute() == 59;
    };
  }

  private static boolean hourFits(String field, LocalDateTime local) {
    return switch (field) {
      case "*" -> true;
      case "*/2" -> local.getHour() % 2 == 0;
      case "2" -> local.getHour() == 2;
      case "1-3" -> local.getHour() >= 1 && local.getHour() <= 3;
      default -> local.getHour() == 0 || local.getHour() == 2;
    };
  }

  @Property(tries = 200, seed = "1")
  void nextFindsEveryDueTimeOnceAndInOrder(@ForAll("cases") Case example) {
    List<Instant> expected = example.dueTimes();
    Instant time = expected.get(0).minusSeconds(1);
    for (Instant due : expected) {
      time = example.timetable().next(time).orElseThrow();
      assertThat(time).as(example.text()).isEqualTo(due);
    }
  }

  @Property(tries = 200, seed = "1")
  void lastIsTheOtherWayRound(@ForAll("cases") Case example) {
    List<Instant> expected = example.dueTimes();
    for (int i = 1; i < expected.size(); i++) {
      assertThat(example.timetable().last(expected.get(i))).contains(expected.get(i));
      assertThat(example.timetable().last(expected.get(i).minusSeconds(1)))
          .contains(expected.get(i - 1));
    }
  }
}

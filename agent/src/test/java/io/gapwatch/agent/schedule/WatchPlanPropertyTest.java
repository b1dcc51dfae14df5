package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever the steps of the clock, nothing is lost, and nothing is repeated unless it went back.
 */
class WatchPlanPropertyTest {
  private static final List<Timetable> TIMETABLES =
      List.of(
          timetable("30 2 * * *", "Europe/Berlin"),
          timetable("30 1,2 * * *", "America/New_York"),
          timetable("7 * * * *", "Europe/Berlin"),
          timetable("*/20 * * * *", "America/New_York"));
  private static final List<String> STARTS =
      List.of(
          "2026-03-28T20:00:00Z",
          "2026-10-24T20:00:00Z",
          "2026-03-08T00:00:00Z",
          "2026-10-31T23:00:00Z");

  private static Timetable timetable(String schedule, String zone) {
    return new Timetable(new Schedule(schedule), ZoneId.of(zone));
  }

  /**
   * The clock moves on by steps of seconds to hours (sleep), or sleeps exactly until the plan says.
   */
  @Property(tries = 300, seed = "1")
  void eachDueTimeIsServedByTheFirstLookFromItOn(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(max = 3) int start,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 30_000) Integer> steps) {
    Timetable timetable = TIMETABLES.get(which);
    Instant now = Instant.parse(STARTS.get(start));
    WatchPlan plan = WatchPlan.start(Map.of("job", timetable), Map.of(), now);
    for (int step : steps) {
      Instant before = now;
      now = now.plusSeconds(step);
      boolean passed = !dueTimes(timetable, before, now).isEmpty();
      assertThat(plan.due(now)).isEqualTo(passed ? List.of("job") : List.of());
      if (passed) {
        plan = plan.served("job", now);
      }
      assertThat(plan.due(now)).isEmpty();
    }
  }

  @Property(tries = 300, seed = "1")
  void afterAnyJumpTheNextRunIsTheNextDueTimeOfTheNewClock(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(max = 3) int start,
      @ForAll @IntRange(min = 61, max = 4_000_000) int secondsBack) {
    Timetable timetable = TIMETABLES.get(which);
    Instant served = Instant.parse(STARTS.get(start));
    Instant now = served.minusSeconds(secondsBack);
    WatchPlan plan =
        WatchPlan.start(Map.of("job", timetable), Map.of(), served).served("job", served).at(now);
    assertThat(plan.due(now)).isEmpty();
    assertThat(plan.next("job")).isEqualTo(timetable.next(now));
    assertThat(Duration.between(now, plan.next("job").orElseThrow()))
        .isLessThanOrEqualTo(Duration.ofHours(26));
  }

  private static List<Instant> dueTimes(Timetable timetable, Instant after, Instant until) {
    List<Instant> times = new ArrayList<>();
    timetable.last(until).filter(due -> due.isAfter(after)).ifPresent(times::add);
    return times;
  }
}

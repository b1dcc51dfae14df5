package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Schedule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchPlanTest {
  private static final Timetable HOURLY = timetable("7 * * * *");
  private static final Timetable DAILY = timetable("30 1 * * *");

  private static Timetable timetable(String schedule) {
    return new Timetable(new Schedule(schedule), ZoneOffset.UTC);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-" + time + ":00Z");
  }

  private static Map<String, Timetable> jobs() {
    Map<String, Timetable> jobs = new LinkedHashMap<>();
    jobs.put("hourly", HOURLY);
    jobs.put("daily", DAILY);
    return jobs;
  }

  @Test
  void aNewJobWaitsForItsFirstTime() {
    WatchPlan plan = WatchPlan.start(jobs(), Map.of(), at("21T10:00"));
    assertThat(plan.due(at("21T10:06"))).isEmpty();
    assertThat(plan.due(at("21T10:07"))).containsExactly("hourly");
    assertThat(plan.wake(Set.of())).contains(at("21T10:07"));
    assertThat(plan.wake(Set.of("hourly"))).contains(at("22T01:30"));
  }

  @Test
  void whatWasMissedSinceTheLastRunIsDueOnceAndTheOldestFirst() {
    WatchPlan plan =
        WatchPlan.start(
            jobs(), Map.of("hourly", at("21T03:07"), "daily", at("20T01:30")), at("21T10:00"));
    assertThat(plan.due(at("21T10:00"))).containsExactly("daily", "hourly");
    WatchPlan after = plan.served("daily", at("21T10:00")).served("hourly", at("21T10:00"));
    assertThat(after.due(at("21T10:00"))).isEmpty();
    assertThat(after.next("hourly")).contains(at("21T10:07"));
    assertThat(after.next("daily")).contains(at("22T01:30"));
  }

  @Test
  void aClockThatIsSetRightByAMomentRepeatsNothing() {
    WatchPlan plan =
        WatchPlan.start(Map.of("hourly", HOURLY), Map.of(), at("21T10:00"))
            .served("hourly", at("21T10:07"))
            .at(at("21T10:07").minusSeconds(40));
    assertThat(plan.due(at("21T10:07").plusSeconds(1))).isEmpty();
  }

  @Test
  void aClockThatGoesBackStartsAnewFromThere() {
    WatchPlan plan =
        WatchPlan.start(Map.of("daily", DAILY), Map.of(), at("21T10:00"))
            .served("daily", at("28T01:30"))
            .at(at("21T10:00"));
    assertThat(plan.next("daily")).contains(at("22T01:30"));
  }

  @Test
  void aLastRunInTheFutureDoesNotHoldAJobBack() {
    WatchPlan plan =
        WatchPlan.start(Map.of("daily", DAILY), Map.of("daily", at("29T00:00")), at("21T10:00"));
    assertThat(plan.next("daily")).contains(at("22T01:30"));
  }

  @Test
  void aChangedTimetableStartsFromNowAndTheOthersGoOn() {
    WatchPlan plan = WatchPlan.start(jobs(), Map.of(), at("21T10:00"));
    WatchPlan changed =
        plan.with(
            Map.of("hourly", timetable("5 * * * *"), "daily", DAILY, "new", HOURLY),
            at("21T10:06"));
    assertThat(changed.next("hourly")).contains(at("21T11:05"));
    assertThat(changed.next("daily")).isEqualTo(plan.next("daily"));
    assertThat(changed.next("new")).contains(at("21T10:07"));
    assertThat(plan.with(Map.of("daily", DAILY), at("21T10:06")).next("hourly")).isEmpty();
  }
}

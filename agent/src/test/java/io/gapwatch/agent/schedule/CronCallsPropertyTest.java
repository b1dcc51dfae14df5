package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Cron calls at candidate times, the job asks whether it is due: each due time runs it once. */
class CronCallsPropertyTest {
  private static final List<String> SCHEDULES =
      List.of("30 2 * * *", "7 * * * *", "*/15 1-3 * * *", "0 0 * * 0", "59 */2 * * *");
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "UTC", "Asia/Kolkata", "Australia/Lord_Howe");
  private static final List<String> CHANGES =
      List.of("2026-03-28", "2026-10-24", "2026-03-07", "2026-10-31", "2026-04-04", "2026-10-03");

  @Property(tries = 150, seed = "1")
  void everyDueTimeIsServedOnce(
      @ForAll @IntRange(max = 4) int schedule,
      @ForAll @IntRange(max = 4) int zone,
      @ForAll @IntRange(max = 4) int machine,
      @ForAll @IntRange(max = 5) int change,
      @ForAll @IntRange(max = 20) int secondsLate) {
    Timetable timetable =
        new Timetable(new Schedule(SCHEDULES.get(schedule)), ZoneId.of(ZONES.get(zone)));
    Instant from = Instant.parse(CHANGES.get(change) + "T00:00:00Z");
    Instant until = from.plus(Duration.ofDays(3));
    CronTime cron = CronTime.of(timetable, ZoneId.of(ZONES.get(machine)), from);
    if (cron.exact()) {
      // Then cron needs no help, and no call asks.
      return;
    }
    List<Instant> runs = new ArrayList<>();
    for (Instant call : calls(cron, ZoneId.of(ZONES.get(machine)), from, until)) {
      Instant now = call.plusSeconds(secondsLate);
      if (ScheduledCall.isDue(timetable, last(runs), now)) {
        runs.add(now);
      }
    }
    assertThat(runs).isEqualTo(dueTimes(timetable, from, until, secondsLate));
  }

  private static Optional<Instant> last(List<Instant> runs) {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
  }

  /** Such a line says only minutes, so cron calls whenever the machine's clock shows one. */
  private static List<Instant> calls(CronTime cron, ZoneId machine, Instant from, Instant until) {
    assertThat(cron.fields()).endsWith(" * * * *");
    String field = cron.fields().split(" ", -1)[0];
    Set<Integer> minutes =
        field.startsWith("*/15")
            ? Set.of(0, 15, 30, 45)
            : Arrays.stream(field.split(",", -1)).map(Integer::valueOf).collect(Collectors.toSet());
    return WallClock.whenever(local -> minutes.contains(local.getMinute()), machine, from, until);
  }

  private static List<Instant> dueTimes(
      Timetable timetable, Instant from, Instant until, int secondsLate) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> due = timetable.next(from.minusMillis(1));
    while (due.filter(until::isAfter).isPresent()) {
      times.add(due.get().plusSeconds(secondsLate));
      due = timetable.next(due.get());
    }
    return times;
  }
}

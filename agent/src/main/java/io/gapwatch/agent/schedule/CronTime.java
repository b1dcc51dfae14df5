package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * When the machine's cron must call a job. Debian's cron only knows the machine's zone (it has no
 * {@code CRON_TZ}).
 *
 * @param fields the five fields of crontab(5), in the machine's zone
 * @param exact false if cron calls more often than the job is due, so that {@link ScheduledCall}
 *     must decide
 */
record CronTime(String fields, boolean exact) {
  /** Within this time every offset of a zone occurs. */
  private static final Duration YEAR = Duration.ofDays(366);

  private static final int HOUR = 60;

  /** When a machine in this zone must call this timetable, from now on. */
  public static CronTime of(Timetable timetable, ZoneId machine, Instant now) {
    Schedule schedule = timetable.schedule();
    if (machine.getRules().equals(timetable.zone().getRules())) {
      return new CronTime(schedule.text(), true);
    }
    Set<Integer> shifts = shifts(machine.getRules(), timetable.zone().getRules(), now);
    String[] field = schedule.text().split(" ", -1);
    boolean fixed = fixed(machine.getRules(), now) && fixed(timetable.zone().getRules(), now);
    boolean everyDay = schedule.text().endsWith(" * * *");
    int shift = shifts.iterator().next();
    if (fixed && everyDay && shift % HOUR == 0) {
      return new CronTime(field[0] + " " + hours(field[1], shift / HOUR) + " * * *", true);
    }
    return new CronTime(minutes(field[0], shifts) + " * * * *", false);
  }

  /** How many minutes the machine's clock is ahead of the job's, over the coming year. */
  private static Set<Integer> shifts(ZoneRules machine, ZoneRules job, Instant now) {
    Set<Instant> times = new TreeSet<>(Set.of(now));
    for (ZoneRules rules : Set.of(machine, job)) {
      ZoneOffsetTransition change = rules.nextTransition(now);
      while (change != null && change.getInstant().isBefore(now.plus(YEAR))) {
        times.add(change.getInstant());
        change = rules.nextTransition(change.getInstant());
      }
    }
    return times.stream()
        .map(at -> machine.getOffset(at).getTotalSeconds() - job.getOffset(at).getTotalSeconds())
        .map(seconds -> Math.floorDiv(seconds, HOUR))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean fixed(ZoneRules rules, Instant now) {
    return rules.nextTransition(now) == null;
  }

  private static String hours(String field, int shift) {
    return shifted(field, values("0 " + field + " * * *", HOUR * 24, HOUR), Set.of(shift), 24);
  }

  private static String minutes(String field, Set<Integer> shifts) {
    return shifted(field, values(field + " * * * *", HOUR, 1), shifts, HOUR);
  }

  private static String shifted(
      String field, Set<Integer> values, Set<Integer> shifts, int modulus) {
    Set<Integer> shifted =
        shifts.stream()
            .flatMap(shift -> values.stream().map(value -> Math.floorMod(value + shift, modulus)))
            .collect(Collectors.toCollection(TreeSet::new));
    return shifted.equals(values)
        ? field
        : shifted.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** The minutes of the day, up to a limit, at which this schedule is due; divided by the unit. */
  private static Set<Integer> values(String schedule, int limit, int unit) {
    Instant end = Instant.EPOCH.plus(Duration.ofMinutes(limit));
    Set<Integer> values = new TreeSet<>();
    Schedule every = new Schedule(schedule);
    Optional<Instant> due = every.next(Instant.EPOCH.minusMillis(1), ZoneOffset.UTC);
    while (due.filter(end::isAfter).isPresent()) {
      values.add(Math.toIntExact(due.get().getEpochSecond() / HOUR) / unit);
      due = every.next(due.get(), ZoneOffset.UTC);
    }
    return values;
  }
}

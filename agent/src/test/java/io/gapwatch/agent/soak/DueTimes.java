package io.gapwatch.agent.soak;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * When a job is due, counted out on the calendar. A job at stated hours is due once for each local
 * time: the first time in autumn, and in spring later by as much as the clock was put forward. One
 * at {@code *} hours is due whenever the clock on the wall fits.
 *
 * <p>It follows the runs by the machine's own clock: due times that passed while the machine was
 * off or its clock jumped make one run, and a clock that goes back starts anew from there.
 */
final class DueTimes {
  private static final long JITTER_SECONDS = 60;
  private static final Duration SOON = Duration.ofHours(1);

  private final NavigableSet<Instant> due;
  private final List<Instant> recorded = new ArrayList<>();
  private Instant served;

  private DueTimes(NavigableSet<Instant> due, Instant start) {
    this.due = due;
    this.served = start;
  }

  /** Of a job as the configuration of {@link Station} has it. */
  static DueTimes of(String job, Plan plan) {
    return switch (job) {
      case "chain" ->
          counted(plan, "Europe/Berlin", List.of(2, 5, 8, 11, 14, 17, 20, 23), 30, false);
      case "feed" ->
          counted(
              plan,
              "America/New_York",
              List.of(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22),
              15,
              true);
      default -> counted(plan, "America/New_York", List.of(1, 2), 30, false);
    };
  }

  private static DueTimes counted(
      Plan plan, String zone, List<Integer> hours, int minute, boolean anyHour) {
    NavigableSet<Instant> due = new TreeSet<>();
    ZoneRules rules = ZoneId.of(zone).getRules();
    days(plan)
        .forEach(
            day ->
                hours.forEach(
                    hour -> due.addAll(instants(day.atTime(hour, minute), rules, anyHour))));
    return new DueTimes(due, plan.start());
  }

  /** All days that the machine's clock ever shows, and two on either side. */
  private static Stream<LocalDate> days(Plan plan) {
    return Stream.concat(
        days(plan.start(), plan.end()),
        plan.jumps().stream()
            .filter(Jump::far)
            .flatMap(
                jump -> days(jump.from().plus(jump.ahead()), jump.until().plus(jump.ahead()))));
  }

  private static Stream<LocalDate> days(Instant from, Instant until) {
    return LocalDate.ofInstant(from, ZoneOffset.UTC)
        .minusDays(2)
        .datesUntil(LocalDate.ofInstant(until, ZoneOffset.UTC).plusDays(2));
  }

  private static List<Instant> instants(LocalDateTime local, ZoneRules rules, boolean anyHour) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      return anyHour
          ? List.of()
          : List.of(local.toInstant(rules.getTransition(local).getOffsetBefore()));
    }
    return offsets.stream().limit(anyHour ? 2 : 1).map(local::toInstant).toList();
  }

  /** Whether the job has to run now, by the machine's clock; asked once a minute. */
  boolean now(Instant wall) {
    if (served.isAfter(wall.plusSeconds(JITTER_SECONDS))) {
      served = wall;
    }
    boolean isDue = served.isBefore(wall) && !due.subSet(served, false, wall, true).isEmpty();
    if (isDue) {
      served = wall;
    }
    return isDue;
  }

  /** The job ran, and its history knows it. */
  void ran(Instant wall) {
    recorded.add(wall);
  }

  /** The machine boots: it knows no more than when the job last ran. */
  void boot(Instant lastRan) {
    served = lastRan;
  }

  /** Whether it is due so soon that runs of other jobs leave it to tell what it owes. */
  boolean isSoon(Instant wall) {
    Instant next = due.higher(wall);
    return next != null && !next.isAfter(wall.plus(SOON));
  }

  /** The second due time after this one. */
  Optional<Instant> secondAfter(Instant time) {
    return Optional.ofNullable(due.higher(time)).map(due::higher);
  }

  List<Instant> recorded() {
    return List.copyOf(recorded);
  }
}

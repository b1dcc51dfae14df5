package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The due times of a schedule in its zone. Daylight saving changes are handled like Debian's cron
 * does for changes of less than three hours: a job at fixed hours runs exactly once per local time,
 * so one skipped in spring is delayed by the length of the gap, and of one repeated in autumn the
 * first counts; a job with {@code *} hours runs whenever local time matches.
 *
 * <p>The schedule itself is evaluated in local time without clock changes, because the library
 * omits a skipped day.
 */
public record Timetable(Schedule schedule, ZoneId zone) {
  /** No clock change is larger than this. */
  private static final Duration CHANGE = Duration.ofHours(3);

  public static Timetable of(JobConfig job) {
    return new Timetable(job.schedule(), job.zone());
  }

  /** When the next run of any of these jobs is due. */
  public static Optional<Instant> next(Collection<JobConfig> jobs, Instant after) {
    return jobs.stream()
        .flatMap(job -> of(job).next(after).stream())
        .min(Comparator.naturalOrder());
  }

  /** The first due time strictly after this one; empty if there is none, as for 31 February. */
  public Optional<Instant> next(Instant after) {
    boolean calm = !changesNear(after);
    LocalDateTime from = local(after);
    Optional<LocalDateTime> line = nextOnLine(calm ? from : from.minus(CHANGE));
    Optional<Instant> best = Optional.empty();
    while (line.isPresent() && !settled(best, line.get(), 1)) {
      for (Instant due : instants(line.get())) {
        if (due.isAfter(after) && best.filter(b -> !due.isBefore(b)).isEmpty()) {
          best = Optional.of(due);
        }
      }
      line = nextOnLine(line.get());
    }
    return best;
  }

  /** The last due time at or before this one. */
  public Optional<Instant> last(Instant until) {
    boolean calm = !changesNear(until);
    LocalDateTime from = local(until);
    Optional<LocalDateTime> line = lastOnLine(calm ? from : from.plus(CHANGE));
    Optional<Instant> best = Optional.empty();
    while (line.isPresent() && !settled(best, line.get(), -1)) {
      for (Instant due : instants(line.get())) {
        if (!due.isAfter(until) && best.filter(b -> !due.isAfter(b)).isEmpty()) {
          best = Optional.of(due);
        }
      }
      line = lastOnLine(line.get().minusNanos(1_000_000));
    }
    return best;
  }

  /** Whether local times from here on, in this direction, can no longer beat the best. */
  private boolean settled(Optional<Instant> best, LocalDateTime line, int direction) {
    return best.isPresent()
        && (!changesNear(best.get())
            || Duration.between(local(best.get()), line).multipliedBy(direction).compareTo(CHANGE)
                > 0);
  }

  /** The instants of a local time: none, one or two. */
  private List<Instant> instants(LocalDateTime local) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition gap = rules.getTransition(local);
      return anyHour() ? List.of() : List.of(local.toInstant(gap.getOffsetBefore()));
    }
    return offsets.stream().limit(anyHour() ? 2 : 1).map(local::toInstant).toList();
  }

  private boolean anyHour() {
    return schedule.text().split(" ", -1)[1].startsWith("*");
  }

  private boolean changesNear(Instant time) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(time.minus(CHANGE));
    return change != null && change.getInstant().isBefore(time.plus(CHANGE));
  }

  private LocalDateTime local(Instant time) {
    return LocalDateTime.ofInstant(time, zone);
  }

  private Optional<LocalDateTime> nextOnLine(LocalDateTime after) {
    return schedule.next(after.toInstant(ZoneOffset.UTC), ZoneOffset.UTC).map(Timetable::onLine);
  }

  private Optional<LocalDateTime> lastOnLine(LocalDateTime until) {
    return schedule.last(until.toInstant(ZoneOffset.UTC), ZoneOffset.UTC).map(Timetable::onLine);
  }

  private static LocalDateTime onLine(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}

package io.gapwatch.agent.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run has to say of the runs of all jobs, from those that were really begun: a job that
 * missed two due times in a row, and a run that never ended, as docs/schedule.md promises.
 */
final class RollCall {
  private static final Duration GRACE = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private final Map<String, DueTimes> dueTimes;
  private final Instant changed;
  private final Deque<Begun> newestFirst = new ArrayDeque<>();

  /**
   * @param changed since when the configuration is as it is: a job that never ran counts from there
   */
  RollCall(Map<String, DueTimes> dueTimes, Instant changed) {
    this.dueTimes = dueTimes;
    this.changed = changed;
  }

  /** A run, by the machine's clock. */
  private record Begun(String job, Instant wall, boolean ended) {
    boolean dead(Duration longest, Instant now) {
      return !ended && wall.plus(longest).isBefore(now);
    }
  }

  /** A run that the history knows, and at whose end the history forgets what is too old. */
  void began(Outcome outcome) {
    newestFirst.addFirst(new Begun(outcome.job(), outcome.wall(), outcome.committed()));
    if (outcome.committed() && outcome.noted()) {
      forget(outcome.wall());
    }
  }

  /**
   * Old is what is dated long ago and was stored long ago. So runs that a clock set back by years
   * dated are known as long as others, and no longer.
   */
  private void forget(Instant wall) {
    Instant oldest = wall.minus(Station.KEEP);
    Duration age = Duration.ZERO;
    Instant later = wall;
    for (Begun run : newestFirst) {
      age = age.plus(lived(run.wall(), later));
      later = run.wall();
      if (age.compareTo(Station.KEEP) > 0) {
        break;
      }
      oldest = earlier(oldest, later);
    }
    Instant known = oldest;
    newestFirst.removeIf(run -> run.wall().isBefore(known));
  }

  /** A clock that jumps makes nothing older than a day. */
  private static Duration lived(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    return between.isNegative() ? Duration.ZERO : between.compareTo(DAY) > 0 ? DAY : between;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** When the job last ran, as far as the history knows. */
  Optional<Instant> lastRan(String job, Instant wall) {
    return last(job, wall).map(Begun::wall);
  }

  /** Whether any run is dated in the future, which each job tells of for itself. */
  boolean future(Instant wall) {
    return newestFirst.stream().anyMatch(run -> run.wall().isAfter(wall.plus(DAY)));
  }

  /** What a run of this job sees that begins now, itself not counted. */
  Set<String> wrong(String asking, Instant wall) {
    Set<String> wrong = new HashSet<>();
    dueTimes.forEach(
        (job, due) -> {
          // Whoever runs a job knows that no other run of it is under way.
          Duration longest = job.equals(asking) ? Duration.ZERO : DEADLINE.plus(GRACE);
          Optional<Begun> last = last(job, wall);
          boolean dead = last.filter(run -> run.dead(longest, wall)).isPresent();
          if (dead) {
            wrong.add(Truth.unfinishedRunOf(job));
          }
          boolean idle = dead || last.filter(run -> !run.ended()).isEmpty();
          if (idle && missed(due, last.map(Begun::wall).orElse(first(wall)), wall)) {
            wrong.add(Truth.runsOf(job));
          }
        });
    return wrong;
  }

  private static boolean missed(DueTimes due, Instant last, Instant wall) {
    return due.secondAfter(last).filter(second -> !second.plus(GRACE).isAfter(wall)).isPresent();
  }

  /** A clock that was set back makes runs that have not yet been. */
  private Optional<Begun> last(String job, Instant wall) {
    return newestFirst.stream()
        .filter(run -> run.job().equals(job) && !run.wall().isAfter(wall))
        .reduce((one, other) -> other.wall().isAfter(one.wall()) ? other : one);
  }

  /** From when on a job that never ran should have. */
  private Instant first(Instant wall) {
    return newestFirst.stream()
        .map(Begun::wall)
        .min(Comparator.naturalOrder())
        .map(first -> earlier(first.isBefore(changed) ? changed : first, wall))
        .orElse(wall);
  }
}

package io.gapwatch.agent.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  private final Map<String, List<Begun>> runs = new HashMap<>();

  RollCall(Map<String, DueTimes> dueTimes) {
    this.dueTimes = dueTimes;
  }

  /** A run, by the machine's clock. */
  private record Begun(Instant wall, boolean ended) {
    boolean dead(Duration longest, Instant now) {
      return !ended && wall.plus(longest).isBefore(now);
    }
  }

  /** A run that the history knows. */
  void began(Outcome outcome) {
    runs.computeIfAbsent(outcome.job(), any -> new ArrayList<>())
        .add(new Begun(outcome.wall(), outcome.committed()));
  }

  /** Whether any run is dated in the future, which each job tells of for itself. */
  boolean future(Instant wall) {
    return runs.values().stream()
        .flatMap(List::stream)
        .anyMatch(run -> run.wall().isAfter(wall.plus(DAY)));
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
    return runs.getOrDefault(job, List.of()).stream()
        .filter(run -> !run.wall().isAfter(wall))
        .reduce((one, other) -> other.wall().isBefore(one.wall()) ? one : other);
  }

  /** From when on a job that never ran should have. */
  private Instant first(Instant wall) {
    return runs.values().stream()
        .flatMap(List::stream)
        .map(Begun::wall)
        .filter(time -> time.isBefore(wall))
        .min(Comparator.naturalOrder())
        .orElse(wall);
  }
}

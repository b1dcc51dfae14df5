package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.schedule.JobHistory;
import io.gapwatch.agent.schedule.MissedRuns;
import io.gapwatch.agent.schedule.MissedRunsCheck;
import io.gapwatch.agent.schedule.Timetable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run sees of the runs of all jobs.
 *
 * @param job the running job, whose lock is held
 */
public record OtherRuns(History history, Config config, JobConfig job) {

  /**
   * The check of missed runs. Empty if there is nothing to report or resolve, so that reports are
   * not a line longer on good days.
   */
  public Optional<CheckResult> missed(Instant now) {
    CheckResult result =
        MissedRunsCheck.of(histories(now), since(history, config, now), followedElsewhere(), now);
    boolean followed = subjects(job.name()).findAny().isPresent();
    return Optional.of(result).filter(r -> followed || r.status() != Status.OK);
  }

  /** The jobs that missed two due times in a row, as seen without holding any job's lock. */
  public static List<MissedRuns.Missed> missed(History history, Config config, Instant now) {
    List<JobHistory> jobs =
        config.scheduled().values().stream()
            .map(job -> history(history, job, job.deadline().plus(MissedRuns.GRACE), now))
            .toList();
    return MissedRuns.of(jobs, since(history, config, now), now);
  }

  private List<JobHistory> histories(Instant now) {
    return config.scheduled().values().stream().map(other -> history(other, now)).toList();
  }

  private JobHistory history(JobConfig other, Instant now) {
    // Holding the job's lock proves that an earlier unfinished run is dead.
    Duration longest =
        other.name().equals(job.name()) ? Duration.ZERO : other.deadline().plus(MissedRuns.GRACE);
    return history(history, other, longest, now);
  }

  private static JobHistory history(History history, JobConfig job, Duration longest, Instant now) {
    Optional<Run> last = history.runs().lastStarted(job.name(), now);
    return new JobHistory(
        job.name(),
        Timetable.of(job),
        longest,
        last,
        last.filter(run -> run.ending().isEmpty()).map(run -> before(history, run)).orElse(0L));
  }

  /** How many runs right before this one did not end either. */
  private static long before(History history, Run unfinished) {
    Optional<Instant> ended =
        history.runs().last(unfinished.job(), unfinished.startedAt()).map(Run::startedAt);
    return history.runs().unfinished(unfinished.job()).stream()
        .map(Run::startedAt)
        .filter(began -> began.isBefore(unfinished.startedAt()))
        .filter(began -> ended.filter(began::isBefore).isEmpty())
        .count();
  }

  /** A job that never ran may have been added after the others first ran. */
  private static Instant since(History history, Config config, Instant now) {
    Instant first = history.runs().firstStarted().orElse(now);
    Instant changed = changed(config).orElse(first);
    Instant later = first.isAfter(changed) ? first : changed;
    return later.isAfter(now) ? now : later;
  }

  private static Optional<Instant> changed(Config config) {
    try {
      return Optional.of(Files.getLastModifiedTime(config.file()).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What another job has already reported is not reported again. */
  private Set<String> followedElsewhere() {
    return config.scheduled().keySet().stream()
        .filter(name -> !name.equals(job.name()))
        .flatMap(this::subjects)
        .collect(Collectors.toSet());
  }

  private Stream<String> subjects(String name) {
    return history.incidents().active(name).stream()
        .map(Incident::finding)
        .filter(finding -> finding.checkId().equals(MissedRunsCheck.ID))
        .map(Finding::subject);
  }
}

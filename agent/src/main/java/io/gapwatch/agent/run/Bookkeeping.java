package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.history.Commit;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.IncidentTracker;
import io.gapwatch.agent.incident.ShortId;
import io.gapwatch.agent.result.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run stores. */
final class Bookkeeping {
  private final History history;
  private final Config config;
  private final JobConfig job;
  private final Work work;
  private final RunOptions options;
  private final Supplier<String> ids;

  Bookkeeping(
      History history,
      Config config,
      JobConfig job,
      Work work,
      RunOptions options,
      Supplier<String> ids) {
    this.history = history;
    this.config = config;
    this.job = job;
    this.work = work;
    this.options = options;
    this.ids = ids;
  }

  /**
   * What became of a run.
   *
   * @param ended what is no longer tracked or sent, one line each
   */
  record Kept(RunResult report, List<String> ended) {}

  /**
   * Stores the run and everything that follows from it, in one transaction; then closes what was
   * removed from the configuration.
   *
   * @return the report with what its incidents add
   */
  Kept keep(Run run, RunResult report, List<String> messengers, Instant endedAt, Orphans orphans) {
    Instant now = report.startedAt();
    Map<Boolean, List<Incident>> active =
        history.incidents().active(job.name()).stream()
            .collect(Collectors.partitioningBy(orphans::has));
    Supplier<String> fresh = ShortId.unlike(history.incidents().alive(), ids);
    IncidentTracker tracker = new IncidentTracker(job.name());
    Advance advance =
        tracker
            .advance(
                Objects.requireNonNull(active.get(false)),
                JobRun.independent(report.checks()),
                this::policy,
                now,
                fresh)
            .plus(
                tracker.close(
                    Objects.requireNonNull(active.get(true)), Closure.REMOVED, now, fresh));
    Quiet quiet = Quiet.of(config, job, history, now);
    Advance told =
        job.escalation()
            .map(to -> new Escalations(to, history, quiet).due(advance, now, fresh))
            .map(advance::plus)
            .orElse(advance);
    RunResult whole = report.with(Standings.of(job, advance.incidents(), now));
    history.commit(
        new Commit(
            run.ended(endedAt, whole.status(), whole.exitCode()),
            whole.checks(),
            new Flapping(job, history, now).marked(told),
            messengers,
            quiet));
    return new Kept(
        whole,
        Stream.concat(Orphans.lines(advance).stream(), orphans.tidy(now, ids).stream()).toList());
  }

  private IncidentPolicy policy(String checkId) {
    return job.checks().stream()
        .filter(check -> check.id().equals(checkId))
        .findFirst()
        .map(Bookkeeping::policy)
        .orElseGet(() -> new IncidentPolicy(1, work.recover(), Map.of()));
  }

  private static IncidentPolicy policy(CheckConfig check) {
    Map<Severity, Duration> remind = new EnumMap<>(Severity.class);
    check
        .remind()
        .forEach(
            (word, every) -> remind.put(Severity.valueOf(word.toUpperCase(Locale.ROOT)), every));
    return new IncidentPolicy(check.confirm(), check.recover(), remind);
  }

  void tidy(Instant now) {
    history.retention(options.history()).prune(now);
  }
}

package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.SummaryConfig;
import io.gapwatch.agent.config.UpkeepConfig;
import io.gapwatch.agent.config.schema.Suggestion;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.lock.StateLock;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.upkeep.Ageing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What cron calls: runs and judges the checks of one job, tracks incidents, sends notifications,
 * pings the dead-man's switch. State is on disk before anything is sent; if it cannot be stored,
 * everything that is wrong now is sent ({@link StatelessRun}).
 */
public final class JobRun {
  private final Environment environment;
  private final RunOptions options;

  public JobRun(Environment environment, RunOptions options) {
    this.environment = environment;
    this.options = options;
  }

  /**
   * Runs the job once.
   *
   * @return the report; empty if another run of the job is in progress
   * @throws GapwatchException if there is no such job
   */
  public Optional<RunResult> run(Config config, String name, Instant now, RunListener listener) {
    JobConfig job = job(config, name);
    return run(config, job, new ChecksWork(config, job), now, listener, () -> true);
  }

  /**
   * Runs an upkeep action once.
   *
   * @param scheduled whether it only runs if it is due now and has not run for this due time: then
   *     nothing is done twice, by whatever calls it
   * @return the report; empty if another run of it is in progress, or it is not due
   * @throws GapwatchException if there is no such action
   */
  public Optional<RunResult> upkeep(
      Config config, String name, Instant now, RunListener listener, boolean scheduled) {
    UpkeepConfig upkeep = upkeep(config, name);
    return run(
        config,
        upkeep.job(),
        new UpkeepWork(config, upkeep, options.types().action(upkeep.type())),
        now,
        listener,
        // Under the lock: another caller may have served this due time a moment ago.
        () -> !scheduled || ScheduledRuns.isDue(config, name, now));
  }

  /**
   * Sends one summary.
   *
   * @param scheduled whether it only goes out if it is due now and has not for this due time
   * @return the report; empty if another run of it is in progress, or it is not due
   */
  public Optional<RunResult> summary(
      Config config, SummaryConfig summary, Instant now, RunListener listener, boolean scheduled) {
    return run(
        config,
        summary.job(),
        new SummaryWork(config, summary),
        now,
        listener,
        () -> !scheduled || ScheduledRuns.isDue(config, summary.job().name(), now));
  }

  /** What {@code watch} calls: a job, or an upkeep action or a summary that is due. */
  public Optional<RunResult> scheduled(
      Config config, String name, Instant now, RunListener listener) {
    SummaryConfig summary = config.summaries().get(name);
    if (summary != null) {
      return summary(config, summary, now, listener, true);
    }
    return config.upkeep().containsKey(name)
        ? upkeep(config, name, now, listener, true)
        : run(config, name, now, listener);
  }

  /**
   * What an upkeep action would do. Changes, stores and sends nothing.
   *
   * @throws GapwatchException if there is no such action
   */
  public RunResult dryRun(Config config, String name, Instant now, RunListener listener) {
    UpkeepConfig upkeep = upkeep(config, name);
    UpkeepWork work = new UpkeepWork(config, upkeep, options.types().action(upkeep.type()));
    listener.header(Optional.of(name), now);
    try (SecretStore store = new SecretStores(options.types()).open(config, environment)) {
      RunSecrets secrets = new RunSecrets(store);
      listener.secrets(secrets.origin(), secrets.fetchAll(work.secretNames().toList()));
      List<CheckResult> results = new ArrayList<>();
      JobExecution execution =
          new JobExecution(
              config,
              upkeep.job(),
              work,
              now,
              secrets,
              options,
              TimeBudget.start(upkeep.job().deadline(), options.patience().margin()),
              listener);
      if (History.exists(config.state())) {
        try (History history = Histories.open(config)) {
          work.dryRun(execution, Optional.of(history), results);
        }
      } else {
        work.dryRun(execution, Optional.empty(), results);
      }
      RunResult result = RunResult.of(Optional.of(name), now, results);
      listener.verdict(result);
      return result;
    }
  }

  private Optional<RunResult> run(
      Config config,
      JobConfig job,
      Work work,
      Instant now,
      RunListener listener,
      BooleanSupplier due) {
    TimeBudget budget = TimeBudget.start(job.deadline(), options.patience().margin());
    try (SecretStore store = new SecretStores(options.types()).open(config, environment)) {
      RunSecrets secrets = new RunSecrets(store);
      Optional<RunResult> result =
          run(new JobExecution(config, job, work, now, secrets, options, budget, listener), due);
      result.ifPresent(ran -> listener.leftOver(afterwards(config, secrets, now, budget)));
      return result;
    } finally {
      // After every run: a full disk needs it most. Not at a replayed time, which must not delete
      // what is recent by the machine's clock.
      Instant time = environment.clock().instant();
      Instant earlier = now.isBefore(time) ? now : time;
      Ageing ageing = age -> lived(config, age, earlier);
      listener.leftOver(Housekeeping.of(config.state()).sweep(earlier, ageing));
      ReportFile.of(config, job)
          .ifPresent(files -> listener.leftOver(files.prune(earlier, ageing)));
    }
  }

  /** Where no history can be read, the clock alone tells: a full disk wants old files deleted. */
  private static Instant lived(Config config, Duration age, Instant now) {
    try (History history = Histories.open(config)) {
      return history.lived().since(age, now);
    } catch (GapwatchException e) {
      return now.minus(age);
    }
  }

  /** The run is over and told; nothing here may change what it came to. */
  private List<String> afterwards(
      Config config, RunSecrets secrets, Instant now, TimeBudget budget) {
    Duration most = budget.afterwards();
    return Concurrently.within(most)
        .each(
            List.of(options.traces().after()),
            after -> "metrics and status page",
            after -> after.write(config, secrets, now, most.dividedBy(10).multipliedBy(9)),
            (after, reason) ->
                List.of("metrics and status page are those of an earlier run: " + reason))
        .get(0);
  }

  @SuppressWarnings("try") // The lock is held, not used.
  private static Optional<RunResult> run(JobExecution execution, BooleanSupplier due) {
    Optional<StateLock> lock;
    try {
      lock = StateLock.take(execution.config().state(), execution.job().name());
    } catch (GapwatchException lockFailure) {
      // Two concurrent runs of checks do less harm than none; an action does nothing without lock.
      return Optional.of(execution.run(Optional.of(lockFailure)));
    }
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try (StateLock held = lock.get()) {
      return due.getAsBoolean() ? Optional.of(execution.run(Optional.empty())) : Optional.empty();
    }
  }

  public static JobConfig job(Config config, String name) {
    return Optional.ofNullable(config.jobs().get(name))
        .orElseThrow(
            () ->
                new GapwatchException(
                    config.upkeep().containsKey(name)
                        ? "%1$s is an upkeep, not a job; run it with: gapwatch upkeep %1$s"
                            .formatted(name)
                        : "there is no job %s%s"
                            .formatted(name, Suggestion.among(runnable(config)).forTypo(name))));
  }

  /** What {@code run} and {@code report} take. */
  private static List<String> runnable(Config config) {
    return Stream.of(config.jobs(), config.summaries())
        .flatMap(named -> named.keySet().stream())
        .toList();
  }

  private static UpkeepConfig upkeep(Config config, String name) {
    return Optional.ofNullable(config.upkeep().get(name))
        .orElseThrow(
            () ->
                new GapwatchException(
                    config.upkeep().isEmpty()
                        ? "there is no upkeep %s; the configuration has none (docs/upkeep.md)"
                            .formatted(name)
                        : "there is no upkeep %s; the configuration has %s"
                            .formatted(name, String.join(", ", config.upkeep().keySet()))));
  }

  /** Checks that another one explains report nothing themselves. */
  static List<CheckResult> independent(List<CheckResult> results) {
    return results.stream().filter(result -> result.skippedFor().isEmpty()).toList();
  }
}

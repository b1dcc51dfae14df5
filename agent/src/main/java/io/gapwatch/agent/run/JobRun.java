package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.schema.Suggestion;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.lock.StateLock;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.secret.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    TimeBudget budget = TimeBudget.start(job.deadline(), options.margin());
    try (SecretStore store = new SecretStores(options.types()).open(config, environment)) {
      Optional<RunResult> result =
          run(new JobExecution(config, job, now, new RunSecrets(store), options, budget, listener));
      result.ifPresent(ran -> listener.leftOver(afterwards(config, now)));
      return result;
    } finally {
      // After every run: a full disk needs it most. Not at a replayed time, which must not delete
      // what is recent by the machine's clock.
      Instant time = environment.clock().instant();
      Instant earlier = now.isBefore(time) ? now : time;
      listener.leftOver(Housekeeping.of(config.state()).sweep(earlier));
      ReportFile.of(config, job).ifPresent(files -> listener.leftOver(files.prune(earlier)));
    }
  }

  /** The run is over and told; nothing here may change what it came to. */
  private List<String> afterwards(Config config, Instant now) {
    try {
      return options.after().write(config, now);
    } catch (RuntimeException e) {
      return List.of("metrics and status page are those of an earlier run: " + Crash.inWords(e));
    }
  }

  @SuppressWarnings("try") // The lock is held, not used.
  private static Optional<RunResult> run(JobExecution execution) {
    Optional<StateLock> lock;
    try {
      lock = StateLock.take(execution.config().state(), execution.job().name());
    } catch (GapwatchException lockFailure) {
      // Two concurrent runs do less harm than none.
      return Optional.of(execution.run(Optional.of(lockFailure)));
    }
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try (StateLock held = lock.get()) {
      return Optional.of(execution.run(Optional.empty()));
    }
  }

  public static JobConfig job(Config config, String name) {
    return Optional.ofNullable(config.jobs().get(name))
        .orElseThrow(
            () ->
                new GapwatchException(
                    "there is no job %s%s"
                        .formatted(name, Suggestion.among(config.jobs().keySet()).forTypo(name))));
  }

  /** Checks that another one explains report nothing themselves. */
  static List<CheckResult> independent(List<CheckResult> results) {
    return results.stream().filter(result -> result.skippedFor().isEmpty()).toList();
  }
}

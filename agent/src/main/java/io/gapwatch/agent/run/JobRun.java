package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.files.StateLock;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.secret.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What cron calls: asks and judges the checks of one job, follows incidents, tells people, proves
 * itself alive. State is on disk before anybody is told; where it cannot be kept, all is told that
 * is wrong now ({@link UnkeptRun}).
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
   * @return the report; empty when another run of the job is under way
   * @throws GapwatchException when there is no such job
   */
  public Optional<RunResult> run(Config config, String name, Instant now, RunListener listener) {
    JobConfig job = job(config, name);
    try (SecretStore store = new SecretStores(options.types()).open(config, environment)) {
      return run(new JobExecution(config, job, now, new RunSecrets(store), options, listener));
    } finally {
      // After every ending: a disk that is full needs it most. A replayed time is no reason to
      // delete what is young by the machine's clock.
      Instant time = environment.clock().instant();
      listener.leftOver(Housekeeping.of(config.state()).sweep(now.isBefore(time) ? now : time));
    }
  }

  @SuppressWarnings("try") // The lock is held, not used.
  private static Optional<RunResult> run(JobExecution attempt) {
    Optional<StateLock> lock;
    try {
      lock = StateLock.take(attempt.config().state(), attempt.job().name());
    } catch (GapwatchException unlockable) {
      // Two runs at a time do less harm than none.
      return Optional.of(attempt.run(Optional.of(unlockable)));
    }
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try (StateLock held = lock.get()) {
      return Optional.of(attempt.run(Optional.empty()));
    }
  }

  public static JobConfig job(Config config, String name) {
    return Optional.ofNullable(config.jobs().get(name))
        .orElseThrow(
            () ->
                new GapwatchException(
                    "no job is called %s; the configuration has %s"
                        .formatted(name, String.join(", ", config.jobs().keySet()))));
  }

  /** Checks whose parent could not be checked say nothing of their own. */
  static List<CheckResult> independent(List<CheckConfig> checks, List<CheckResult> results) {
    List<String> unknown =
        results.stream()
            .filter(result -> result.status() == Status.UNKNOWN)
            .map(CheckResult::id)
            .toList();
    List<String> followers =
        checks.stream()
            .filter(check -> check.dependsOn().filter(unknown::contains).isPresent())
            .map(CheckConfig::id)
            .toList();
    return results.stream().filter(result -> !followers.contains(result.id())).toList();
  }
}

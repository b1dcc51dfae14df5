package io.gapwatch.agent.watch;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.HistoryUnavailableException;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.run.JobRun;
import io.gapwatch.agent.run.RunOptions;
import io.gapwatch.agent.run.ScheduledRuns;
import io.gapwatch.agent.run.UnkeptRun;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs all jobs on their schedules until a signal comes. Then nothing new is begun; runs under way
 * have ten seconds to end, after which they are given up and their dead-man's switches are told.
 */
public final class WatchSession {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Environment environment;
  private final RunOptions options;
  private final Supplier<Config> loader;
  private final Consumer<String> out;

  /**
   * @param loader loads the configuration, checked whole
   * @param out hears one line for each thing that happens
   */
  public WatchSession(
      Environment environment, RunOptions options, Supplier<Config> loader, Consumer<String> out) {
    this.environment = environment;
    this.options = options.withGrace(GRACE);
    this.loader = loader;
    this.out = line -> out.accept(now(environment) + " " + line);
  }

  private static Instant now(Environment environment) {
    return environment.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Watches until SIGINT or SIGTERM. */
  public void run() {
    Config config = loader.get();
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "job");
              // A run that is given up must not keep the process alive.
              thread.setDaemon(true);
              return thread;
            });
    StopSignal signal = new StopSignal();
    JobRun jobs = new JobRun(environment, options);
    Watch watch =
        new Watch(
            environment.clock(),
            signal,
            threads,
            (current, job, now) -> jobs.run(current, job, now, unkept(job)).map(RunResult::status),
            out);
    Thread hook = new Thread(() -> stop(watch, signal), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    watch.run(config, new ConfigWatch(config.file(), loader, out), lastRuns(config));
  }

  /** Why a run could not be kept; all else that it finds it tells people itself. */
  private RunListener unkept(String job) {
    return new RunListener() {
      @Override
      public void check(CheckResult result) {
        if (result.id().equals(UnkeptRun.ID)) {
          out.accept(job + " cannot be kept: " + result.summary());
        }
      }
    };
  }

  /** A history that cannot be read is told by the first run; it must not keep that from coming. */
  private Map<String, Instant> lastRuns(Config config) {
    try {
      return ScheduledRuns.lastRuns(config, environment.clock().instant());
    } catch (HistoryUnavailableException e) {
      out.accept(String.valueOf(e.getMessage()));
      return Map.of();
    }
  }

  /** The process lives for as long as this and the last seconds of the runs take. */
  private void stop(Watch watch, StopSignal signal) {
    signal.stop();
    if (!watch.running().isEmpty()) {
      out.accept("stopping; waiting for " + String.join(", ", watch.running()));
      awaitRuns(watch);
    }
    out.accept(
        watch.running().isEmpty()
            ? "stopped"
            : "stopped; given up: " + String.join(", ", watch.running()));
  }

  private static void awaitRuns(Watch watch) {
    StopSignal never = new StopSignal();
    Duration step = Duration.ofMillis(50);
    for (Duration waited = Duration.ZERO;
        waited.compareTo(GRACE) < 0 && !watch.running().isEmpty();
        waited = waited.plus(step)) {
      never.await(step);
    }
  }
}

package io.gapwatch.agent.watch;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.HistoryUnavailableException;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.run.JobRun;
import io.gapwatch.agent.run.RunOptions;
import io.gapwatch.agent.run.RunSecrets;
import io.gapwatch.agent.run.ScheduledRuns;
import io.gapwatch.agent.run.SecretStores;
import io.gapwatch.agent.run.StatelessRun;
import io.gapwatch.agent.secret.SecretStore;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs all jobs on their schedules until a signal arrives. Then nothing new starts; runs in
 * progress get ten seconds to finish, after which they are abandoned and their dead-man's switches
 * are pinged.
 */
public final class WatchSession {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Environment environment;
  private final RunOptions options;
  private final Supplier<Config> loader;
  private final Views views;
  private final Consumer<String> out;

  /**
   * @param loader loads and validates the configuration
   * @param views what is served, if the configuration says so
   * @param out receives one line per event
   */
  public WatchSession(
      Environment environment,
      RunOptions options,
      Supplier<Config> loader,
      Views views,
      Consumer<String> out) {
    this.environment = environment;
    this.options = options.withGrace(GRACE);
    this.loader = loader;
    this.views = views;
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
              // An abandoned run must not keep the process alive.
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
            (current, job, now) ->
                jobs.scheduled(current, job, now, onlyFailures(job)).map(RunResult::status),
            out);
    Thread hook = new Thread(() -> stop(watch, signal), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    serve(config);
    watch.run(config, new ConfigWatch(config.file(), loader, out), lastRuns(config));
  }

  /** The jobs go on, whatever becomes of it. The address is that of the start. */
  private void serve(Config config) {
    config
        .views()
        .serve()
        .ifPresent(
            serve -> {
              try (SecretStore store =
                  new SecretStores(options.types()).open(config, environment)) {
                Gate gate =
                    new Gate(serve.token().map(text -> text.resolve(new RunSecrets(store))));
                Site site =
                    Site.open(
                        new InetSocketAddress(serve.host(), serve.port()),
                        gate,
                        new Site.Content() {
                          @Override
                          public Optional<Views.View> at(String path, String accept) {
                            return views.at(path, accept, loaded(config), now(environment));
                          }

                          @Override
                          public boolean isLink(String path) {
                            return views.isLink(path);
                          }

                          @Override
                          public Views.Answer follow(String path, Optional<String> form) {
                            return views.follow(path, form, loaded(config), now(environment));
                          }
                        });
                out.accept("serving on http://%s:%d/".formatted(serve.host(), site.port()));
              } catch (GapwatchException e) {
                out.accept("nothing is served: " + e.getMessage());
              }
            });
  }

  /** The configuration as it is now, or that of the start if it is no longer valid. */
  private Config loaded(Config first) {
    try {
      return loader.get();
    } catch (GapwatchException invalid) {
      return first;
    }
  }

  /** Why a run could not be stored; it reports everything else itself. */
  private RunListener onlyFailures(String job) {
    return new RunListener() {
      @Override
      public void check(CheckResult result) {
        if (result.id().equals(StatelessRun.ID)) {
          out.accept(job + " could not store its state: " + result.summary());
        }
      }
    };
  }

  /** An unreadable history is reported by the first run; it must not prevent that run. */
  private Map<String, Instant> lastRuns(Config config) {
    try {
      return ScheduledRuns.lastRuns(config, environment.clock().instant());
    } catch (HistoryUnavailableException e) {
      out.accept(String.valueOf(e.getMessage()));
      return Map.of();
    }
  }

  /** Keeps the process alive until the runs finish or their grace period ends. */
  private void stop(Watch watch, StopSignal signal) {
    signal.stop();
    if (!watch.running().isEmpty()) {
      out.accept("stopping; waiting for " + String.join(", ", watch.running()));
      awaitRuns(watch);
    }
    out.accept(
        watch.running().isEmpty()
            ? "stopped"
            : "stopped; abandoned: " + String.join(", ", watch.running()));
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

package io.gapwatch.agent.app;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.notify.Heartbeat.Ending;
import io.gapwatch.agent.report.ConsoleReport;
import io.gapwatch.agent.report.NotificationOutcome;
import io.gapwatch.agent.report.RunListener;
import io.gapwatch.agent.report.RunReport;
import io.gapwatch.agent.report.Style;
import io.gapwatch.agent.secret.SecretStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What cron calls: asks and judges the checks of one job, follows incidents, tells people, proves
 * itself alive. State is on disk before anybody is told.
 */
public final class JobRun {
  private final Environment environment;
  private final RunTerms terms;

  /** A run that a signal stops is given up at once. */
  public JobRun(Environment environment) {
    this(environment, RunTerms.DEFAULT);
  }

  /** A run on other terms than the usual. */
  public JobRun(Environment environment, RunTerms terms) {
    this.environment = environment;
    this.terms = terms;
  }

  /**
   * Runs the job once.
   *
   * @return the report; empty when another run of the job is under way
   * @throws GapwatchException when there is no such job, or its state cannot be kept
   */
  @SuppressWarnings("try") // The lock is held, not used.
  public Optional<RunReport> run(Config config, String name, Instant now, RunListener listener) {
    JobConfig job = job(config, name);
    try (SecretStore store = SecretStores.open(config, environment)) {
      RunSecrets secrets = new RunSecrets(store);
      Optional<RunLock> lock = lock(config, job, secrets);
      if (lock.isEmpty()) {
        return Optional.empty();
      }
      try (RunLock held = lock.get()) {
        return Optional.of(new Attempt(config, job, now, secrets, terms, listener).run());
      } finally {
        // After every ending: a disk that is full needs it most. A replayed time is no reason to
        // delete what is young by the machine's clock.
        Instant time = environment.clock().instant();
        listener.leftOver(Housekeeping.of(config.state()).sweep(now.isBefore(time) ? now : time));
      }
    }
  }

  /** A state folder that cannot be written must not keep the dead-man's switch from hearing it. */
  private Optional<RunLock> lock(Config config, JobConfig job, RunSecrets secrets) {
    try {
      return RunLock.take(config.state(), job.name());
    } catch (GapwatchException e) {
      JobChannels channels = JobChannels.open(config, job, secrets, terms.channels());
      try (DeadMan deadMan = deadMan(channels, Duration.ZERO)) {
        deadMan.end(Ending.FAILURE, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private static DeadMan deadMan(JobChannels channels, Duration farewell) {
    return new DeadMan(channels.heartbeats(), UUID.randomUUID(), farewell);
  }

  static JobConfig job(Config config, String name) {
    return Optional.ofNullable(config.jobs().get(name))
        .orElseThrow(
            () ->
                new GapwatchException(
                    "no job is called %s; the configuration has %s"
                        .formatted(name, String.join(", ", config.jobs().keySet()))));
  }

  /** One run of one job, with the lock held. */
  private record Attempt(
      Config config,
      JobConfig job,
      Instant now,
      RunSecrets secrets,
      RunTerms terms,
      RunListener listener) {

    RunReport run() {
      listener.header(Optional.of(job.name()), now);
      Drivers.load(config, job.checks());
      Stream<String> names =
          Stream.concat(
              ManualChecks.secretNames(config, job.checks()), JobChannels.secretNames(config, job));
      listener.secrets(secrets.origin(), secrets.fetchAll(names.toList()));
      JobChannels channels = JobChannels.open(config, job, secrets, terms.channels());
      try (DeadMan deadMan = deadMan(channels, terms.farewell())) {
        deadMan.start();
        try {
          return run(channels, deadMan);
        } catch (RuntimeException | Error e) {
          deadMan.end(Ending.FAILURE, crash(e));
          throw e;
        }
      }
    }

    private RunReport run(JobChannels channels, DeadMan deadMan) {
      Supplier<Duration> left = ManualChecks.countdown(job.deadline());
      try (History history = History.open(config.state())) {
        Supplier<String> ids = new Ids(now, history.newestId());
        Run run = Run.started(ids.get(), job.name(), now);
        // Asked before this run is written down, which would be the last one of its job.
        Optional<CheckResult> ofRuns = new OtherRuns(history, config, job).missed(now);
        history.runs().start(run);
        List<CheckResult> results = new ArrayList<>(ask(history, left));
        ofRuns.ifPresent(listener::check);
        ofRuns.ifPresent(results::add);
        RunReport report = report(results, channels);
        Bookkeeping books = new Bookkeeping(history, job, terms, ids);
        books.keep(run, report, channels.messengerNames(), now.plus(elapsed(left)));
        List<NotificationOutcome> outcomes = new ArrayList<>(channels.broken());
        outcomes.addAll(books.tell(report, channels.messengers()));
        // Before the end is told: what fails from here on is told to nobody.
        books.tidy(now);
        deadMan.end(DeadMan.ending(report.status(), outcomes), text(report, outcomes));
        outcomes.addAll(deadMan.outcomes());
        listener.notifications(outcomes);
        listener.verdict(report);
        return report;
      }
    }

    private RunReport report(List<CheckResult> results, JobChannels channels) {
      RunReport report = RunReport.of(Optional.of(job.name()), now, results);
      return channels.broken().isEmpty() ? report : report.crippled();
    }

    private List<CheckResult> ask(History history, Supplier<Duration> left) {
      try (Sessions sessions = new Sessions(config, secrets);
          Asker asker = new Asker(sessions)) {
        return new CheckRun(asker)
            .run(job.checks(), now, left, id -> history.memory().of(id), listener::check);
      }
    }

    private Duration elapsed(Supplier<Duration> left) {
      return job.deadline().minus(left.get());
    }

    /** The report that goes with the ping: the same as on the console, without colours. */
    private static String text(RunReport report, List<NotificationOutcome> outcomes) {
      StringWriter text = new StringWriter();
      ConsoleReport console = new ConsoleReport(new PrintWriter(text), Style.PLAIN);
      console.header(report.job(), report.startedAt());
      report.checks().forEach(console::check);
      console.notifications(outcomes);
      console.verdict(report);
      return text.toString();
    }

    /** Only messages of our own are free of secrets. */
    private static String crash(Throwable e) {
      return e instanceof GapwatchException
          ? String.valueOf(e.getMessage())
          : "the run crashed: " + e.getClass().getName();
    }
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

package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.HistoryUnavailableException;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.notify.Heartbeat.Ending;
import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One run of one job, with the lock held if it can be. */
record JobExecution(
    Config config,
    JobConfig job,
    Instant now,
    RunSecrets secrets,
    RunOptions options,
    RunListener listener) {

  /**
   * Runs.
   *
   * @param unlockable why there is no lock
   */
  RunResult run(Optional<GapwatchException> unlockable) {
    listener.header(Optional.of(job.name()), now);
    Drivers.load(config, job.checks(), options.types());
    Stream<String> names =
        Stream.concat(
            ManualChecks.secretNames(config, job.checks()), JobChannels.secretNames(config, job));
    listener.secrets(secrets.origin(), secrets.fetchAll(names.toList()));
    JobChannels channels = JobChannels.open(config, job, secrets, options.types());
    try (DeadMan deadMan = new DeadMan(channels.heartbeats(), UUID.randomUUID(), options.grace())) {
      deadMan.start();
      try {
        return run(channels, deadMan, unlockable);
      } catch (RuntimeException | Error e) {
        deadMan.end(Ending.FAILURE, crash(e));
        throw e;
      }
    }
  }

  private RunResult run(
      JobChannels channels, DeadMan deadMan, Optional<GapwatchException> unlockable) {
    Supplier<Duration> left = ManualChecks.countdown(job.deadline());
    List<CheckResult> asked = new ArrayList<>();
    if (unlockable.isPresent()) {
      return unkept(unlockable.get(), asked, left, channels, deadMan);
    }
    try (History history = History.open(config.state())) {
      return kept(history, asked, left, channels, deadMan);
    } catch (HistoryUnavailableException e) {
      return unkept(e, asked, left, channels, deadMan);
    }
  }

  /**
   * Writes down, then tells.
   *
   * @param asked takes the results, so that none is asked twice
   */
  private RunResult kept(
      History history,
      List<CheckResult> asked,
      Supplier<Duration> left,
      JobChannels channels,
      DeadMan deadMan) {
    Supplier<String> ids = new Ids(now, history.newestId());
    Run run = Run.started(ids.get(), job.name(), now);
    // Asked before this run is written down, which would be the last one of its job.
    Optional<CheckResult> ofRuns = new OtherRuns(history, config, job).missed(now);
    history.runs().start(run);
    asked.addAll(ask(EarlierRuns.in(history), left));
    ofRuns.ifPresent(listener::check);
    ofRuns.ifPresent(asked::add);
    RunResult report = report(asked, channels);
    Bookkeeping books = new Bookkeeping(history, job, options, ids);
    List<String> removed =
        books.keep(
            run,
            report,
            channels.messengerNames(),
            now.plus(elapsed(left)),
            new Removed(history, config));
    listener.removed(removed);
    List<NotificationOutcome> outcomes = new ArrayList<>(channels.broken());
    Notifications notifications = new Notifications(job, options.messages(), ids);
    outcomes.addAll(notifications.send(history.outbox(), report, channels.messengers()));
    // Before the end is told: what fails from here on is told to nobody.
    books.tidy(now);
    return end(report, removed, outcomes, deadMan);
  }

  /** Tells what cannot be written down. */
  private RunResult unkept(
      GapwatchException why,
      List<CheckResult> asked,
      Supplier<Duration> left,
      JobChannels channels,
      DeadMan deadMan) {
    if (asked.isEmpty()) {
      asked.addAll(ask(EarlierRuns.NONE, left));
    }
    CheckResult unkept = UnkeptRun.result(why);
    listener.check(unkept);
    asked.add(unkept);
    RunResult report = report(asked, channels);
    List<NotificationOutcome> outcomes = new ArrayList<>(channels.broken());
    outcomes.addAll(new UnkeptRun(job, options).tell(report, channels.messengers()));
    return end(report, List.of(), outcomes, deadMan);
  }

  private RunResult end(
      RunResult report, List<String> removed, List<NotificationOutcome> outcomes, DeadMan deadMan) {
    deadMan.end(
        DeadMan.ending(report.status(), outcomes),
        options.printer().print(report, removed, outcomes));
    outcomes.addAll(deadMan.outcomes());
    listener.notifications(outcomes);
    listener.verdict(report);
    return report;
  }

  private RunResult report(List<CheckResult> results, JobChannels channels) {
    RunResult report = RunResult.of(Optional.of(job.name()), now, results);
    return channels.broken().isEmpty() ? report : report.degraded();
  }

  private List<CheckResult> ask(EarlierRuns earlier, Supplier<Duration> left) {
    try (Sessions sessions = new Sessions(config, secrets, options.types());
        ProbeRunner probes = new ProbeRunner(sessions, earlier)) {
      return new CheckRun(probes, earlier, options.types())
          .run(job.checks(), now, left, listener::check);
    }
  }

  private Duration elapsed(Supplier<Duration> left) {
    return job.deadline().minus(left.get());
  }

  /** Only messages of our own are free of secrets. */
  private static String crash(Throwable e) {
    return e instanceof GapwatchException
        ? String.valueOf(e.getMessage())
        : "the run crashed: " + e.getClass().getName();
  }
}

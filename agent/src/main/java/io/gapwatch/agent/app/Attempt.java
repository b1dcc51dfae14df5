package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.HistoryUnavailableException;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.notify.Heartbeat.Ending;
import io.gapwatch.agent.report.ConsoleReport;
import io.gapwatch.agent.report.NotificationOutcome;
import io.gapwatch.agent.report.RunListener;
import io.gapwatch.agent.report.RunReport;
import io.gapwatch.agent.report.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One run of one job, with the lock held if it can be. */
record Attempt(
    Config config,
    JobConfig job,
    Instant now,
    RunSecrets secrets,
    RunTerms terms,
    RunListener listener) {

  /**
   * Runs.
   *
   * @param unlockable why there is no lock
   */
  RunReport run(Optional<GapwatchException> unlockable) {
    listener.header(Optional.of(job.name()), now);
    Drivers.load(config, job.checks());
    Stream<String> names =
        Stream.concat(
            ManualChecks.secretNames(config, job.checks()), JobChannels.secretNames(config, job));
    listener.secrets(secrets.origin(), secrets.fetchAll(names.toList()));
    JobChannels channels = JobChannels.open(config, job, secrets, terms.channels());
    try (DeadMan deadMan =
        new DeadMan(channels.heartbeats(), UUID.randomUUID(), terms.farewell())) {
      deadMan.start();
      try {
        return run(channels, deadMan, unlockable);
      } catch (RuntimeException | Error e) {
        deadMan.end(Ending.FAILURE, crash(e));
        throw e;
      }
    }
  }

  private RunReport run(
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
  private RunReport kept(
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
    asked.addAll(ask(id -> history.memory().of(id), left));
    ofRuns.ifPresent(listener::check);
    ofRuns.ifPresent(asked::add);
    RunReport report = report(asked, channels);
    Bookkeeping books = new Bookkeeping(history, job, terms, ids);
    List<String> removed =
        books.keep(
            run,
            report,
            channels.messengerNames(),
            now.plus(elapsed(left)),
            new Removed(history, config));
    listener.removed(removed);
    List<NotificationOutcome> outcomes = new ArrayList<>(channels.broken());
    Notifications notifications = new Notifications(job, terms.messages(), ids);
    outcomes.addAll(notifications.send(history.outbox(), report, channels.messengers()));
    // Before the end is told: what fails from here on is told to nobody.
    books.tidy(now);
    return end(report, removed, outcomes, deadMan);
  }

  /** Tells what cannot be written down. */
  private RunReport unkept(
      GapwatchException why,
      List<CheckResult> asked,
      Supplier<Duration> left,
      JobChannels channels,
      DeadMan deadMan) {
    if (asked.isEmpty()) {
      asked.addAll(ask(id -> Optional.empty(), left));
    }
    CheckResult unkept = UnkeptRun.result(why);
    listener.check(unkept);
    asked.add(unkept);
    RunReport report = report(asked, channels);
    List<NotificationOutcome> outcomes = new ArrayList<>(channels.broken());
    outcomes.addAll(new UnkeptRun(job, terms).tell(report, channels.messengers()));
    return end(report, List.of(), outcomes, deadMan);
  }

  private RunReport end(
      RunReport report, List<String> removed, List<NotificationOutcome> outcomes, DeadMan deadMan) {
    deadMan.end(DeadMan.ending(report.status(), outcomes), text(report, removed, outcomes));
    outcomes.addAll(deadMan.outcomes());
    listener.notifications(outcomes);
    listener.verdict(report);
    return report;
  }

  private RunReport report(List<CheckResult> results, JobChannels channels) {
    RunReport report = RunReport.of(Optional.of(job.name()), now, results);
    return channels.broken().isEmpty() ? report : report.crippled();
  }

  private List<CheckResult> ask(
      Function<String, Optional<String>> memory, Supplier<Duration> left) {
    try (Sessions sessions = new Sessions(config, secrets);
        Asker asker = new Asker(sessions)) {
      return new CheckRun(asker).run(job.checks(), now, left, memory, listener::check);
    }
  }

  private Duration elapsed(Supplier<Duration> left) {
    return job.deadline().minus(left.get());
  }

  /** The report that goes with the ping: the same as on the console, without colours. */
  private static String text(
      RunReport report, List<String> removed, List<NotificationOutcome> outcomes) {
    StringWriter text = new StringWriter();
    ConsoleReport console = new ConsoleReport(new PrintWriter(text), Style.PLAIN);
    console.header(report.job(), report.startedAt());
    report.checks().forEach(console::check);
    console.removed(removed);
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

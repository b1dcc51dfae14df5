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
import io.gapwatch.agent.result.SecretOutcome;
import io.gapwatch.agent.source.Compute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One execution of a job, under the job's lock if possible. */
record JobExecution(
    Config config,
    JobConfig job,
    Work work,
    Instant now,
    RunSecrets secrets,
    RunOptions options,
    TimeBudget time,
    RunListener listener) {
  private static final Duration BUSY_HISTORY = Duration.ofSeconds(10);

  /**
   * Runs the job once, and tells people and the switch.
   *
   * @param lockFailure why there is no lock
   */
  RunResult run(Optional<GapwatchException> lockFailure) {
    Optional<Throwable> early = begin();
    List<SecretOutcome> fetched =
        secrets.fetchAll(secretNames(), time.forSecrets().telling(listener::waiting));
    JobChannels channels = JobChannels.open(config, job, secrets, options.types());
    DeadMan switches =
        new DeadMan(
            options.traces().replay() ? List.of() : channels.heartbeats(),
            UUID.randomUUID(),
            time.forOnePing(),
            options.patience().grace(),
            listener::waiting);
    try (DeadMan deadMan = switches) {
      deadMan.start();
      try {
        early.ifPresent(JobExecution::rethrow);
        listener.secrets(secrets.origin(), fetched);
        return run(channels, deadMan, lockFailure);
      } catch (RuntimeException | Error e) {
        deadMan.end(Ending.FAILURE, "the run crashed: " + Crash.inWords(e));
        throw e;
      }
    }
  }

  /** What fails here is told once it is known to whom. */
  private Optional<Throwable> begin() {
    try {
      listener.header(Optional.of(job.name()), now);
      Drivers.load(config, job.checks(), options.types());
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      return Optional.of(e);
    }
  }

  private static void rethrow(Throwable unchecked) {
    if (unchecked instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) unchecked;
  }

  private List<String> secretNames() {
    return Stream.concat(work.secretNames(), JobChannels.secretNames(config, job)).toList();
  }

  private RunResult run(
      JobChannels channels, DeadMan deadMan, Optional<GapwatchException> lockFailure) {
    List<CheckResult> results = new ArrayList<>();
    if (lockFailure.isPresent()) {
      return notifyOnly(lockFailure.get(), results, channels, deadMan);
    }
    try (History history = History.open(config.state(), time.forHistory(BUSY_HISTORY))) {
      return storeAndNotify(history, results, channels, deadMan);
    } catch (HistoryUnavailableException e) {
      return notifyOnly(e, results, channels, deadMan);
    }
  }

  /**
   * Stores the results, then notifies.
   *
   * @param results receives the results, so that no check runs twice
   */
  private RunResult storeAndNotify(
      History history, List<CheckResult> results, JobChannels channels, DeadMan deadMan) {
    Supplier<String> ids = new Ids(now, history.newestId());
    Run run = Run.started(ids.get(), job.name(), now);
    // Before this run is stored, which would make it the job's last one.
    Surroundings around = Surroundings.of(this, history);
    history.runs().start(run);
    Compute compute = work.run(this, history, run, results);
    around
        .results(compute)
        .filter(any -> work.looksAround())
        .forEach(
            result -> {
              listener.check(result);
              results.add(result);
            });
    new Receipts(history, job, job.name()).read(channels.messengers(), forMessages(), now);
    Bookkeeping books = new Bookkeeping(history, config, job, work, options, ids);
    Bookkeeping.Kept kept =
        books.keep(
            run,
            report(results, channels),
            channels.messengerNames(),
            now.plus(time.elapsed()),
            new Orphans(history, config, around.metered().isPresent()));
    listener.closed(kept.ended());
    List<NotificationOutcome> outcomes = tell(kept.report(), history, channels, ids);
    // Before the final ping: later failures are reported to nobody.
    books.tidy(now);
    return end(kept.report(), kept.ended(), outcomes, deadMan);
  }

  /** Sends what is stored for the job's channels, and what other jobs could not send. */
  private List<NotificationOutcome> tell(
      RunResult report, History history, JobChannels channels, Supplier<String> ids) {
    List<NotificationOutcome> outcomes = new ArrayList<>(channels.broken());
    Quiet quiet = Quiet.of(config, job, history, now);
    outcomes.addAll(Notifications.planned(quiet));
    Notifications notifications = new Notifications(job, options, ids, new Links(config, now)::to);
    Concurrently sending = forMessages();
    Optional<Work.Told> told = work.told(history, now);
    outcomes.addAll(
        told.isPresent()
            ? notifications.tell(told.get(), report, channels.messengers(), sending)
            : notifications.send(history.outbox(), quiet, report, channels.messengers(), sending));
    if (work.looksAround()) {
      outcomes.addAll(new OthersMessages(history, this, ids).send());
    }
    return outcomes;
  }

  Concurrently forMessages() {
    return time.forMessages().telling(listener::waiting);
  }

  /** Notifies without stored state. */
  private RunResult notifyOnly(
      GapwatchException why, List<CheckResult> results, JobChannels channels, DeadMan deadMan) {
    CheckResult failure = StatelessRun.result(why);
    // First, because what the checks say then is said without a past.
    listener.check(failure);
    work.withoutHistory(this, results);
    results.add(failure);
    RunResult report = report(results, channels);
    List<NotificationOutcome> outcomes = new ArrayList<>(channels.broken());
    outcomes.addAll(
        new StatelessRun(config, job, options).send(report, channels.messengers(), forMessages()));
    return end(report, List.of(), outcomes, deadMan);
  }

  private RunResult end(
      RunResult report, List<String> closed, List<NotificationOutcome> outcomes, DeadMan deadMan) {
    String text = options.printer().print(report, closed, outcomes);
    deadMan.end(
        DeadMan.ending(report.status(), outcomes),
        Headline.of(job.name(), report, outcomes) + "\n\n" + text);
    ReportFile.of(config, job)
        .filter(files -> !options.traces().replay())
        .ifPresent(files -> listener.leftOver(files.write(now, text)));
    outcomes.addAll(deadMan.outcomes());
    listener.notifications(outcomes);
    listener.leftOver(new Links(config, now).trouble());
    listener.verdict(report);
    return report;
  }

  private RunResult report(List<CheckResult> results, JobChannels channels) {
    RunResult report = RunResult.of(Optional.of(job.name()), now, results);
    return channels.broken().isEmpty() ? report : report.degraded();
  }
}

package io.gapwatch.agent.run;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.UpkeepConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.lock.StateLock;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What upkeep and other jobs have still to tell whose own next run is far away, perhaps a week. The
 * runs of jobs send what did not arrive, what a window of planned work has held back, and what
 * nobody acknowledged in time.
 */
record OthersMessages(History history, JobExecution run, Supplier<String> ids) {

  /** A job that is due sooner sends its own, and must not find its lock taken. */
  private static final Duration SOON = Duration.ofHours(1);

  /** Sends what is due; returns what became of it. */
  List<NotificationOutcome> send() {
    List<NotificationOutcome> outcomes = new ArrayList<>();
    for (JobConfig job : run.config().jobs().values()) {
      outcomes.addAll(of(job, "job"));
    }
    for (UpkeepConfig upkeep : run.config().upkeep().values()) {
      outcomes.addAll(of(upkeep.job(), "upkeep"));
    }
    return outcomes;
  }

  private List<NotificationOutcome> of(JobConfig job, String kind) {
    if (job.name().equals(run.job().name()) || isDueSoon(job) || !hasSomething(job)) {
      return List.of();
    }
    return send(job).stream()
        .map(
            sent ->
                new NotificationOutcome(
                    sent.channel(),
                    sent.arrived(),
                    "%s, of %s %s".formatted(sent.text(), kind, job.name())))
        .toList();
  }

  private boolean isDueSoon(JobConfig job) {
    return Timetable.of(job)
        .next(run.now())
        .filter(next -> !next.isAfter(run.now().plus(SOON)))
        .isPresent();
  }

  private boolean hasSomething(JobConfig job) {
    return !history.incidents().active(job.name()).isEmpty()
        || job.channels().stream().anyMatch(channel -> isWaiting(job, channel));
  }

  private boolean isWaiting(JobConfig job, String channel) {
    return isPending(job, channel) || !history.outbox().held(job.name(), channel).isEmpty();
  }

  private boolean isPending(JobConfig job, String channel) {
    return !history.outbox().pending(job.name(), channel).isEmpty();
  }

  /** A run of it that is in progress sends its own. */
  @SuppressWarnings("try") // The lock is held, not used.
  private List<NotificationOutcome> send(JobConfig job) {
    Optional<StateLock> lock;
    try {
      lock = StateLock.take(run.config().state(), job.name());
    } catch (GapwatchException e) {
      return List.of();
    }
    if (lock.isEmpty()) {
      return List.of();
    }
    try (StateLock held = lock.get()) {
      Optional<Run> last = history.runs().last(job.name(), run.now().plus(WrongClock.TOLERATED));
      return send(job, last.map(Run::id).map(history.results()::of).orElse(List.of()));
    }
  }

  private List<NotificationOutcome> send(JobConfig job, List<CheckResult> last) {
    Instant now = run.now();
    Quiet quiet = Quiet.of(run.config(), job, history, now);
    boolean unanswered = !untold(job, quiet).transitions().isEmpty();
    if (!unanswered && job.channels().stream().noneMatch(channel -> isWaiting(job, channel))) {
      return List.of();
    }
    run.secrets().fetchAll(JobChannels.secretNames(run.config(), job).toList(), run.forMessages());
    JobChannels channels =
        JobChannels.open(run.config(), job, run.secrets(), run.options().types());
    if (unanswered) {
      // Somebody may have taken it on where it rings, which only a question tells.
      new Receipts(history, job, run.job().name())
          .read(channels.messengers(), run.forMessages(), now);
    }
    history.review(job.name(), untold(job, quiet), channels.messengerNames(), quiet);
    return Stream.concat(
            channels.broken().stream().filter(each -> isPending(job, each.channel())),
            send(job, quiet, last, channels).stream())
        .toList();
  }

  /** Its active incidents, and what nobody acknowledged in time. */
  private Advance untold(JobConfig job, Quiet quiet) {
    Advance still = new Advance(history.incidents().active(job.name()), List.of());
    return job.escalation()
        .map(to -> new Escalations(to, history, quiet).due(still, run.now(), ids))
        .map(still::plus)
        .orElse(still);
  }

  private List<NotificationOutcome> send(
      JobConfig job, Quiet quiet, List<CheckResult> last, JobChannels channels) {
    List<Messenger> waiting =
        channels.messengers().stream().filter(each -> isPending(job, each.name())).toList();
    if (waiting.isEmpty()) {
      return List.of();
    }
    return new Notifications(job, run.options(), ids, new Links(run.config(), run.now())::to)
        .send(
            history.outbox(),
            quiet,
            RunResult.of(Optional.of(job.name()), run.now(), last),
            waiting,
            run.forMessages());
  }
}

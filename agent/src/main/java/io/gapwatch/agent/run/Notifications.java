package io.gapwatch.agent.run;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.notify.DeliveryReport;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Notifier;
import io.gapwatch.agent.notify.RunSummary;
import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends what is in an outbox.
 *
 * @param options how often a message is attempted within a run, and how its report is written
 * @param ids a fresh ULID for each message
 */
record Notifications(JobConfig job, RunOptions options, Supplier<String> ids) {

  /** Sends each messenger everything it has not received yet, all of them side by side. */
  List<NotificationOutcome> send(
      Outbox outbox, RunResult report, List<Messenger> messengers, SideBySide time) {
    Notifier notifier = new Notifier(new SharedOutbox(outbox), options.messages(), ids);
    RunSummary run =
        new RunSummary(
            job.name(),
            report.status(),
            report.startedAt(),
            summary(report.checks()),
            () -> threeRunsAfter(report.startedAt()),
            () -> options.printer().print(report, List.of(), List.of()));
    return time.each(
        messengers,
        messenger -> "channel " + messenger.name(),
        messenger -> {
          DeliveryReport sent = notifier.deliver(run, messenger);
          return new NotificationOutcome(sent.channel(), sent.ok(), sent.outcomeInWords());
        },
        (messenger, reason) ->
            new NotificationOutcome(
                messenger.name(),
                false,
                "not delivered: " + reason + "; the next run tries again"));
  }

  /** A run may begin late by as much as one may take; a schedule without end has a next time. */
  private Instant threeRunsAfter(Instant now) {
    Instant due = now;
    for (int run = 0; run < 3; run++) {
      due = job.schedule().next(due, job.zone()).orElse(due.plus(Duration.ofDays(1)));
    }
    return due.plus(job.deadline());
  }

  /** The state of the data, in the words of the report. */
  private static List<String> summary(List<CheckResult> checks) {
    Set<String> lines = new LinkedHashSet<>();
    for (CheckResult check : checks) {
      check.facts().forEach(fact -> lines.add(fact.label() + ": " + fact.text()));
      if (check.facts().isEmpty()) {
        lines.add(check.id() + ": " + check.summary());
      }
    }
    return List.copyOf(lines);
  }
}

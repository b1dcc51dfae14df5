package io.gapwatch.agent.run;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Notifier;
import io.gapwatch.agent.notify.Retry;
import io.gapwatch.agent.notify.RunSummary;
import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends people what an outbox holds for them.
 *
 * @param retry how often one message is tried within one run
 * @param ids a fresh ULID for each message
 */
record Notifications(JobConfig job, Retry retry, Supplier<String> ids) {

  /** Sends each messenger everything it has not received yet. */
  List<NotificationOutcome> send(Outbox outbox, RunResult report, List<Messenger> messengers) {
    Notifier notifier = new Notifier(outbox, retry, ids);
    RunSummary run =
        new RunSummary(job.name(), report.status(), report.startedAt(), summary(report.checks()));
    return messengers.stream()
        .map(messenger -> notifier.deliver(run, messenger))
        .map(sent -> new NotificationOutcome(sent.channel(), sent.ok(), sent.outcomeInWords()))
        .toList();
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

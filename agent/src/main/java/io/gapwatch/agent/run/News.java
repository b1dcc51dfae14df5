package io.gapwatch.agent.run;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.notify.Courier;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Retry;
import io.gapwatch.agent.notify.RunNews;
import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes what an outbox holds to people.
 *
 * @param retry how often one message is tried within one run
 * @param ids a fresh ULID for each message
 */
record News(JobConfig job, Retry retry, Supplier<String> ids) {

  /** Tells each messenger all that it has not been told. */
  List<NotificationOutcome> tell(Outbox outbox, RunResult report, List<Messenger> messengers) {
    Courier courier = new Courier(outbox, retry, ids);
    RunNews news =
        new RunNews(job.name(), report.status(), report.startedAt(), summary(report.checks()));
    return messengers.stream()
        .map(messenger -> courier.deliver(news, messenger))
        .map(told -> new NotificationOutcome(told.channel(), told.ok(), told.outcomeInWords()))
        .toList();
  }

  /** The data as it is now, in the words of the report. */
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

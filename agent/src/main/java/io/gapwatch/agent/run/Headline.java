package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.notify.Verdict;
import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.text.Lines;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run in one line: its verdict, and the worst of it. Lists of events and chats show no more than
 * the beginning of what they are told.
 */
final class Headline {
  private Headline() {}

  static String of(String job, RunResult result, List<NotificationOutcome> outcomes) {
    // What is known to be bad goes before what is not known.
    Status status =
        result.checks().stream().anyMatch(CheckResult::hasCritical)
            ? Status.CRITICAL
            : result.status();
    String verdict = Verdict.of(status, List.of()).title(job);
    String rest =
        Stream.concat(
                worst(result, status).stream(),
                outcomes.stream()
                    .filter(outcome -> !outcome.arrived())
                    .map(outcome -> outcome.channel() + ": " + outcome.text()))
            .map(Lines::oneLine)
            .collect(Collectors.joining("; "));
    return rest.isEmpty() ? verdict : verdict + ": " + rest;
  }

  private static Optional<String> worst(RunResult result, Status status) {
    return status == Status.OK
        ? Optional.empty()
        : result.checks().stream()
            .filter(
                check -> status == Status.CRITICAL ? check.hasCritical() : check.status() == status)
            .findFirst()
            .map(check -> check.id() + ": " + check.summary())
            .or(
                () ->
                    Optional.of(
                        result.standing().unread() > 0
                            ? "this run did not look at all that was wrong"
                            : "what was wrong is no longer looked at"));
  }
}

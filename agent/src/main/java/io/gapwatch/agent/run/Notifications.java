package io.gapwatch.agent.run;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.DeliveryReport;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Notifier;
import io.gapwatch.agent.notify.RunSummary;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sends what is in an outbox.
 *
 * @param options how often a message is attempted within a run, and how its report is written
 * @param ids a fresh ULID for each message
 * @param links where an incident is acknowledged, on the web
 */
record Notifications(
    JobConfig job,
    RunOptions options,
    Supplier<String> ids,
    Function<Incident, Optional<String>> links) {

  /** Sends each messenger everything it has not received yet, all of them side by side. */
  List<NotificationOutcome> send(
      Outbox outbox, Quiet quiet, RunResult report, List<Messenger> messengers, Concurrently time) {
    Outbox shared = new SharedOutbox(outbox);
    Notifier notifier = new Notifier(shared, options.patience().messages(), ids);
    RunSummary run =
        new RunSummary(
            job.name(),
            report.status(),
            report.startedAt(),
            summary(report.checks()),
            () -> threeRunsAfter(report.startedAt()),
            () -> options.printer().print(report, List.of(), List.of()),
            links,
            quiet::hearsThatAllIsWell);
    return time.each(
        messengers,
        messenger -> "channel " + messenger.name(),
        messenger -> {
          DeliveryReport sent = notifier.deliver(run, messenger);
          return new NotificationOutcome(
              sent.channel(),
              sent.ok(),
              sent.outcomeInWords() + held(shared.held(job.name(), messenger.name())));
        },
        (messenger, reason) ->
            new NotificationOutcome(
                messenger.name(),
                false,
                "not delivered: " + reason + "; the next run tries again"));
  }

  /** {@code ; 3 held back: outside of office until 2026-11-23 08:00 UTC}. */
  private static String held(List<String> reasons) {
    Map<String, Long> counted =
        reasons.stream()
            .collect(Collectors.groupingBy(why -> why, LinkedHashMap::new, Collectors.counting()));
    return counted.entrySet().stream()
        .map(why -> "; %d held back: %s".formatted(why.getValue(), why.getKey()))
        .collect(Collectors.joining());
  }

  /** The windows of planned work that concern the job. */
  static List<NotificationOutcome> planned(Quiet quiet) {
    return quiet.touching().stream()
        .map(
            window ->
                new NotificationOutcome(
                    "maintenance",
                    true,
                    "until %s: %s; messages about it are held back"
                        .formatted(Times.dateAndTime(window.until()), window.name())))
        .toList();
  }

  /** Sends each messenger this, whatever it has received before, all of them side by side. */
  List<NotificationOutcome> tell(
      Work.Told told, RunResult report, List<Messenger> messengers, Concurrently time) {
    Message message =
        new Message(
                ids.get(),
                job.name(),
                report.status(),
                report.startedAt(),
                told.title(),
                told.lines(),
                List.of())
            .carrying(new Message.Report(told.text(), told.page()));
    return time.each(
        messengers,
        messenger -> "channel " + messenger.name(),
        messenger -> {
          Delivery delivery = options.patience().messages().run(() -> messenger.send(message));
          return new NotificationOutcome(
              messenger.name(), delivery instanceof Delivery.Delivered, words(delivery));
        },
        (messenger, reason) ->
            new NotificationOutcome(messenger.name(), false, "not delivered: " + reason));
  }

  private static String words(Delivery delivery) {
    if (delivery instanceof Delivery.Refused refused) {
      return "refused: " + refused.reason();
    }
    return delivery instanceof Delivery.Failed failed
        ? "not delivered: " + failed.reason()
        : "sent the summary";
  }

  /** A run may begin late by as much as one may take; a schedule without end has a next time. */
  private Instant threeRunsAfter(Instant now) {
    Instant due = now;
    for (int run = 0; run < 3; run++) {
      due = job.schedule().next(due, job.zone()).orElse(due.plus(Duration.ofDays(1)));
    }
    return due.plus(job.deadline());
  }

  /**
   * The state of the data, in the words of the report; what several checks say differently is said
   * with the check.
   */
  private static List<String> summary(List<CheckResult> checks) {
    Map<String, Set<String>> texts = new HashMap<>();
    for (CheckResult check : checks) {
      check
          .facts()
          .forEach(
              fact -> texts.computeIfAbsent(fact.label(), any -> new HashSet<>()).add(fact.text()));
    }
    Set<String> lines = new LinkedHashSet<>();
    for (CheckResult check : checks) {
      for (Fact fact : check.facts()) {
        boolean unlike = texts.getOrDefault(fact.label(), Set.of()).size() > 1;
        lines.add((unlike ? check.id() + ": " : "") + fact.label() + ": " + fact.text());
      }
      if (check.facts().isEmpty()) {
        lines.add(check.id() + ": " + check.summary());
      }
    }
    return List.copyOf(lines);
  }
}

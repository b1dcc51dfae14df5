package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.HistoryUnavailableException;
import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.history.Outbox.Pending;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.notify.Delivery.Delivered;
import io.gapwatch.agent.notify.Delivery.Failed;
import io.gapwatch.agent.notify.Delivery.Refused;
import io.gapwatch.agent.notify.DeliveryReport.Outcome;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Notifies one channel of a run: one message with everything the outbox holds for it, then the
 * receipt, then the cancellation of emergencies that are over. Trouble with the vendor or the
 * network is an outcome, never an exception.
 */
public final class Notifier {
  private final Outbox outbox;
  private final Retry retry;
  private final Supplier<String> ids;

  /**
   * @param retry how often one message is tried within one run
   * @param ids a fresh ULID for each message
   */
  public Notifier(Outbox outbox, Retry retry, Supplier<String> ids) {
    this.outbox = outbox;
    this.retry = retry;
    this.ids = ids;
  }

  /** Sends the channel everything it has not received yet. */
  public DeliveryReport deliver(RunSummary run, Messenger messenger) {
    List<Pending> pending = outbox.pending(run.job(), messenger.name());
    Sent sent = remembered(run, messenger, send(run, messenger, pending));
    Cancelled cancelled = cancel(run, messenger);
    return new DeliveryReport(
        messenger.name(),
        sent.outcome,
        pending.size(),
        sent.reason,
        cancelled.count,
        cancelled.failures);
  }

  private record Sent(Outcome outcome, Optional<String> reason) {}

  private record Cancelled(int count, List<String> failures) {}

  private Sent send(RunSummary run, Messenger messenger, List<Pending> pending) {
    if (pending.isEmpty()) {
      boolean summary =
          run.status() == Status.OK
              && messenger.wantsHealthySummary()
              && run.hears().test(messenger.name());
      return summary
          ? sent(attempt(messenger, message(run, messenger, List.of()), Retry.NEVER))
          : new Sent(Outcome.NOTHING_TO_SEND, Optional.empty());
    }
    Optional<Instant> retryAfter = RetryAfter.of(pending, run.at());
    if (retryAfter.isPresent()) {
      return new Sent(Outcome.DEFERRED, retryAfter.map(time -> "until " + Times.dateAndTime(time)));
    }
    List<Transition> transitions = pending.stream().map(Pending::transition).toList();
    begin(messenger.name(), transitions);
    Delivery delivery = attempt(messenger, message(run, messenger, transitions), retry);
    if (delivery instanceof Refused refused && refused.text()) {
      delivery = attempt(messenger, brief(run, messenger, transitions), Retry.NEVER);
    }
    record(messenger.name(), transitions, delivery, run.at());
    return sent(delivery);
  }

  /**
   * What is open, told again to a channel that forgets, unless it could not be reached just now.
   */
  private Sent remembered(RunSummary run, Messenger messenger, Sent sent) {
    boolean reached = sent.outcome == Outcome.NOTHING_TO_SEND || sent.outcome == Outcome.DELIVERED;
    if (!messenger.forgets() || !reached) {
      return sent;
    }
    List<Incident> open = outbox.standing(run.job(), messenger.name());
    if (open.isEmpty()) {
      return sent;
    }
    OpenIncidents standing = new OpenIncidents(run.job(), run.at(), run.until().get(), open);
    Delivery delivery = retry.run(() -> guarded(() -> messenger.restate(standing)));
    return delivery instanceof Delivered ? sent : sent(delivery);
  }

  private Message message(RunSummary run, Messenger messenger, List<Transition> transitions) {
    List<IncidentUpdate> updates = IncidentUpdate.of(transitions);
    List<Transition> worstFirst =
        updates.stream().flatMap(one -> one.transitions().stream()).toList();
    Message message =
        new Message(
            ids.get(),
            run.job(),
            run.status(),
            run.at(),
            Verdict.of(run.status(), transitions).title(run.job()),
            Stream.concat(AcknowledgeLines.lines(updates, run.links()), run.summary().stream())
                .toList(),
            worstFirst);
    if (messenger.forgets()) {
      message = message.lasting(run.until().get());
    }
    return messenger.carriesReport()
        ? message.carrying(Message.Report.of(run.report().get()))
        : message;
  }

  /** The same in few and plain words, where the full text was refused. */
  private Message brief(RunSummary run, Messenger messenger, List<Transition> transitions) {
    return message(
        new RunSummary(
            run.job(),
            run.status(),
            run.at(),
            List.of(),
            run.until(),
            () -> "",
            any -> Optional.empty(),
            run.hears()),
        messenger,
        transitions.stream().map(PlainWords::of).toList());
  }

  private static Delivery attempt(Messenger messenger, Message message, Retry retry) {
    return retry.run(() -> guarded(() -> messenger.send(message)));
  }

  /** A channel that throws has a bug, but the other channels must still be notified. */
  private static Delivery guarded(Supplier<Delivery> attempt) {
    try {
      return attempt.get();
    } catch (RuntimeException bug) {
      // Its message may quote what was sent.
      return new Failed("internal error in the channel, which is a bug in Gapwatch");
    }
  }

  /** A disk that is full now silences nobody. */
  private void begin(String channel, List<Transition> transitions) {
    try {
      outbox.begins(channel, transitions.stream().map(Transition::id).toList());
    } catch (HistoryUnavailableException notNoted) {
      return;
    }
  }

  private void record(String channel, List<Transition> transitions, Delivery delivery, Instant at) {
    List<String> ids = transitions.stream().map(Transition::id).toList();
    if (delivery instanceof Delivered delivered) {
      outbox.delivered(channel, ids, delivered.receipt(), at);
    } else if (delivery instanceof Refused refused) {
      // Somebody may fix its cause, so that the next run tells it.
      outbox.failed(channel, ids, refused.reason(), Optional.empty());
    } else if (delivery instanceof Failed failed) {
      outbox.failed(channel, ids, failed.reason(), failed.retryAfter());
    }
  }

  private static Sent sent(Delivery delivery) {
    if (delivery instanceof Refused refused) {
      return new Sent(Outcome.REFUSED, Optional.of(refused.reason()));
    }
    if (delivery instanceof Failed failed) {
      return new Sent(Outcome.FAILED, Optional.of(failed.reason()));
    }
    return new Sent(Outcome.DELIVERED, Optional.empty());
  }

  private Cancelled cancel(RunSummary run, Messenger messenger) {
    List<String> failures = new ArrayList<>();
    int count = 0;
    for (String receipt : outbox.cancellable(run.job(), messenger.name())) {
      Delivery delivery = guarded(() -> messenger.cancel(receipt));
      if (delivery instanceof Failed failed) {
        failures.add(failed.reason());
      } else {
        // What the vendor refuses to cancel has expired or never existed: nothing rings any more.
        outbox.cancelled(messenger.name(), receipt, run.at());
        count++;
      }
    }
    return new Cancelled(count, failures);
  }
}

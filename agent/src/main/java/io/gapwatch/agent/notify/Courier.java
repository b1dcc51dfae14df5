package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.history.Outbox.Pending;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.notify.CourierReport.Outcome;
import io.gapwatch.agent.notify.Delivery.Delivered;
import io.gapwatch.agent.notify.Delivery.Failed;
import io.gapwatch.agent.notify.Delivery.Refused;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes a run's news to one channel: one message with all that the outbox holds for it, then the
 * receipt, then the calling off of emergencies that are over. Trouble with the vendor or the
 * network is an outcome, never an exception.
 */
public final class Courier {
  private final Outbox outbox;
  private final Retry retry;
  private final Supplier<String> ids;

  /**
   * @param retry how often one message is tried within one run
   * @param ids a fresh ULID for each message
   */
  public Courier(Outbox outbox, Retry retry, Supplier<String> ids) {
    this.outbox = outbox;
    this.retry = retry;
    this.ids = ids;
  }

  /** Tells the channel all that it has not been told. */
  public CourierReport deliver(RunNews news, Messenger messenger) {
    List<Pending> pending = outbox.pending(news.job(), messenger.name());
    Letter letter = letter(news, messenger, pending);
    CallOff callOff = callOff(news, messenger);
    return new CourierReport(
        messenger.name(),
        letter.outcome,
        pending.size(),
        letter.reason,
        callOff.cancelled,
        callOff.failures);
  }

  private record Letter(Outcome outcome, Optional<String> reason) {}

  private record CallOff(int cancelled, List<String> failures) {}

  private Letter letter(RunNews news, Messenger messenger, List<Pending> pending) {
    if (pending.isEmpty()) {
      boolean summary = news.status() == Status.OK && messenger.wantsHealthySummary();
      return summary
          ? outcome(send(messenger, message(news, List.of()), Retry.NEVER))
          : new Letter(Outcome.NOTHING_TO_TELL, Optional.empty());
    }
    Optional<Instant> embargo = Embargo.on(pending, news.at());
    if (embargo.isPresent()) {
      return new Letter(Outcome.HELD, embargo.map(time -> "until " + Times.dateAndTime(time)));
    }
    List<Transition> transitions = pending.stream().map(Pending::transition).toList();
    Delivery delivery = send(messenger, message(news, transitions), retry);
    record(messenger.name(), transitions, delivery, news.at());
    return outcome(delivery);
  }

  private Message message(RunNews news, List<Transition> transitions) {
    List<Transition> worstFirst =
        Episode.of(transitions).stream().flatMap(one -> one.transitions().stream()).toList();
    return new Message(
        ids.get(),
        news.job(),
        news.status(),
        news.at(),
        Verdict.of(news.status(), transitions).title(news.job()),
        news.summary(),
        worstFirst);
  }

  private static Delivery send(Messenger messenger, Message message, Retry retry) {
    return retry.run(() -> guarded(() -> messenger.send(message)));
  }

  /** A channel that throws is broken, but the others have still to be told. */
  private static Delivery guarded(Supplier<Delivery> attempt) {
    try {
      return attempt.get();
    } catch (RuntimeException bug) {
      // Its message may quote what was sent, so only its kind is told.
      return new Failed("the channel broke: " + bug.getClass().getSimpleName());
    }
  }

  private void record(String channel, List<Transition> transitions, Delivery delivery, Instant at) {
    List<String> ids = transitions.stream().map(Transition::id).toList();
    if (delivery instanceof Delivered delivered) {
      outbox.delivered(channel, ids, delivered.receipt(), at);
    } else if (delivery instanceof Refused refused) {
      outbox.refused(channel, ids, refused.reason(), at);
    } else if (delivery instanceof Failed failed) {
      outbox.failed(channel, ids, Embargo.marked(failed), at);
    }
  }

  private static Letter outcome(Delivery delivery) {
    if (delivery instanceof Refused refused) {
      return new Letter(Outcome.REFUSED, Optional.of(refused.reason()));
    }
    if (delivery instanceof Failed failed) {
      return new Letter(Outcome.FAILED, Optional.of(failed.reason()));
    }
    return new Letter(Outcome.DELIVERED, Optional.empty());
  }

  private CallOff callOff(RunNews news, Messenger messenger) {
    List<String> failures = new ArrayList<>();
    int cancelled = 0;
    for (String receipt : outbox.cancellable(news.job(), messenger.name())) {
      Delivery delivery = guarded(() -> messenger.cancel(receipt));
      if (delivery instanceof Failed failed) {
        failures.add(failed.reason());
      } else {
        // What the vendor refuses to cancel has expired or was never there: nothing rings on.
        outbox.cancelled(messenger.name(), receipt, news.at());
        cancelled++;
      }
    }
    return new CallOff(cancelled, failures);
  }
}

package io.gapwatch.agent.notify;

import io.gapwatch.agent.text.Numbers;
import java.util.List;
import java.util.Optional;

/**
 * How notifying one channel of one run went.
 *
 * @param changes how many changes the message held, or would have held
 * @param reason why it was refused, failed or was deferred; contains no secret
 * @param cancelled how many emergencies no longer ring: cancelled now, or already expired
 * @param notCancelled why others could not be; the next run tries again
 */
public record DeliveryReport(
    String channel,
    Outcome outcome,
    int changes,
    Optional<String> reason,
    int cancelled,
    List<String> notCancelled) {

  /** How it ended. */
  public enum Outcome {
    NOTHING_TO_SEND("nothing to send"),
    DELIVERED("delivered"),
    /** The vendor does not accept it; it stays in the outbox until the cause is fixed. */
    REFUSED("refused"),
    /** It stays in the outbox. */
    FAILED("failed"),
    /** The vendor asked to wait; it stays in the outbox. */
    DEFERRED("deferred");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }
  }

  public DeliveryReport {
    notCancelled = List.copyOf(notCancelled);
  }

  /** Whether everything that was tried succeeded. */
  public boolean ok() {
    return notCancelled.isEmpty()
        && (outcome == Outcome.NOTHING_TO_SEND || outcome == Outcome.DELIVERED);
  }

  /** {@code phone: failed, 2 changes: no answer within 10s}. */
  public String describe() {
    return channel + ": " + outcomeInWords();
  }

  /** {@code failed, 2 changes: no answer within 10s}. */
  public String outcomeInWords() {
    StringBuilder text = new StringBuilder(outcome.words);
    if (changes > 0) {
      text.append(", ").append(Numbers.count(changes, "change"));
    }
    reason.ifPresent(why -> text.append(": ").append(why));
    if (cancelled > 0) {
      text.append("; ")
          .append(cancelled)
          .append(cancelled == 1 ? " emergency cancelled" : " emergencies cancelled");
    }
    notCancelled.forEach(why -> text.append("; emergency not cancelled: ").append(why));
    return text.toString();
  }
}

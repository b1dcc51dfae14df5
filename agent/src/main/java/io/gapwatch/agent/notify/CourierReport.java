package io.gapwatch.agent.notify;

import java.util.List;
import java.util.Optional;

/**
 * What became of one run's news on one channel.
 *
 * @param changes how many changes the message held, or would have held
 * @param reason why it was refused, failed or held back; holds no secret
 * @param cancelled how many emergencies no longer ring: taken back, or over by themselves
 * @param notCancelled why others could not be; the next run tries again
 */
public record CourierReport(
    String channel,
    Outcome outcome,
    int changes,
    Optional<String> reason,
    int cancelled,
    List<String> notCancelled) {

  /** How it ended. */
  public enum Outcome {
    NOTHING_TO_TELL("nothing to tell"),
    DELIVERED("delivered"),
    /** The vendor will never take it. */
    REFUSED("refused"),
    /** It stays in the outbox. */
    FAILED("failed"),
    /** The vendor asked to wait; it stays in the outbox. */
    HELD("held back");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }
  }

  public CourierReport {
    notCancelled = List.copyOf(notCancelled);
  }

  /** Whether all went well that was tried. */
  public boolean ok() {
    return notCancelled.isEmpty()
        && (outcome == Outcome.NOTHING_TO_TELL || outcome == Outcome.DELIVERED);
  }

  /** {@code phone: failed, 2 changes: no answer within 10s}. */
  public String describe() {
    return channel + ": " + outcomeInWords();
  }

  /** {@code failed, 2 changes: no answer within 10s}. */
  public String outcomeInWords() {
    StringBuilder text = new StringBuilder(outcome.words);
    if (changes > 0) {
      text.append(", ").append(changes).append(changes == 1 ? " change" : " changes");
    }
    reason.ifPresent(why -> text.append(": ").append(why));
    if (cancelled > 0) {
      text.append("; ")
          .append(cancelled)
          .append(cancelled == 1 ? " emergency called off" : " emergencies called off");
    }
    notCancelled.forEach(why -> text.append("; emergency not called off: ").append(why));
    return text.toString();
  }
}

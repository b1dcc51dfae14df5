package io.gapwatch.agent.notify;

import java.util.Optional;

/** Delivers messages to people. Implementations do not retry; the outbox does. */
public non-sealed interface Messenger extends Channel {

  /**
   * Tries to deliver once, within the channel's time-out.
   *
   * <p>Never throws because of the vendor or the network.
   */
  Delivery send(Message message);

  /**
   * Cancels the emergency behind a receipt, once everything in it that rings is resolved. Refused
   * means that there is nothing left to cancel; the next run retries a failure.
   */
  default Delivery cancel(String receipt) {
    return Delivery.delivered();
  }

  /**
   * Asks once who acknowledged the emergency behind a receipt. Empty: nobody yet, or it is not
   * known. A vendor may limit how often it is asked; a run asks about one receipt.
   */
  default Optional<Acknowledgement> acknowledgement(String receipt) {
    return Optional.empty();
  }

  /**
   * Whether it forgets what it was told, as Alertmanager does, so that each run tells it again what
   * is open.
   */
  default boolean forgets() {
    return false;
  }

  /** Tells again what is open; it was told before, and nobody hears of it twice. */
  default Delivery restate(OpenIncidents standing) {
    return Delivery.delivered();
  }

  /** Whether a message carries the run's report. */
  default boolean carriesReport() {
    return false;
  }

  /**
   * How this message would reach people, in a few words: {@code rings every 60s}. Nothing is sent.
   */
  default String manner(Message message) {
    return "a message";
  }

  /** Whether this channel wants a message about a healthy run in which nothing changed. */
  default boolean wantsHealthySummary() {
    return false;
  }
}

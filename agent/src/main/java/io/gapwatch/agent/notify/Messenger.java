package io.gapwatch.agent.notify;

/** Carries messages to people. Implementations do not retry: that is the outbox's work. */
public non-sealed interface Messenger extends Channel {

  /**
   * Tries once to deliver, within the channel's time-out.
   *
   * <p>Never throws for what the vendor or the network does.
   */
  Delivery send(Message message);

  /** Takes back what an earlier receipt stands for, when all of it is resolved. */
  default Delivery cancel(String receipt) {
    return Delivery.delivered();
  }

  /** Whether a run without news should be told to this channel all the same. */
  default boolean wantsHealthySummary() {
    return false;
  }
}

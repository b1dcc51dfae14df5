package io.gapwatch.agent.notify;

/** Carries messages to people. Implementations do not retry: that is the outbox's work. */
public non-sealed interface Messenger extends Channel {

  /**
   * Tries once to deliver, within the channel's time-out.
   *
   * <p>Never throws for what the vendor or the network does.
   */
  Delivery send(Message message);

  /**
   * Takes back what an earlier receipt stands for, when all of it is resolved. Refused means that
   * there is nothing to take back any more; what failed is tried again by the next run.
   */
  default Delivery cancel(String receipt) {
    return Delivery.delivered();
  }

  /** Whether a run without news should be told to this channel all the same. */
  default boolean wantsHealthySummary() {
    return false;
  }
}

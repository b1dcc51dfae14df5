package io.gapwatch.agent.notify;

/**
 * A way to notify someone. A {@link Messenger} delivers changes to people, with receipts; a {@link
 * Heartbeat} proves to a dead-man's switch that the run happened.
 */
public sealed interface Channel permits Messenger, Heartbeat {
  /** Its name in the configuration. */
  String name();

  /**
   * Checks once, within the channel's time-out, whether the vendor would accept a message. It
   * reaches no person and changes no state. A channel without such a test fails: not knowing is
   * never health.
   */
  default Delivery test() {
    return new Delivery.Failed("this type of channel cannot be tested without sending a message");
  }
}

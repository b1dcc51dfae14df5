package io.gapwatch.agent.notify;

/**
 * A way to tell someone. A {@link Messenger} carries changes to people, with receipts; a {@link
 * Heartbeat} proves to a dead-man's switch that the run happened.
 */
public sealed interface Channel permits Messenger, Heartbeat {
  /** Its name in the configuration. */
  String name();

  /**
   * Tries once, within the channel's time-out, whether the vendor would take what is sent. It
   * reaches no person and changes no state. A channel that has no such test says so: not knowing is
   * never health.
   */
  default Delivery test() {
    return new Delivery.Failed("this type of channel has no silent test");
  }
}

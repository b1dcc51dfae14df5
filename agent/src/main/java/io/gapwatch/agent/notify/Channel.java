package io.gapwatch.agent.notify;

/**
 * A way to tell someone. A {@link Messenger} carries changes to people, with receipts; a {@link
 * Heartbeat} proves to a dead-man's switch that the run happened.
 */
public sealed interface Channel permits Messenger, Heartbeat {
  /** Its name in the configuration. */
  String name();
}

package io.gapwatch.agent.doctor;

import io.gapwatch.agent.notify.Message;
import java.time.Instant;

/** The message of {@code doctor --send}: people get it, and it says that nothing is wrong. */
final class TestMessage {
  private TestMessage() {}

  static Message at(Instant now) {
    return Message.byHand(
        now, "✅ GAPWATCH TEST", "gapwatch doctor --send asked for this message. Nothing is wrong.");
  }
}

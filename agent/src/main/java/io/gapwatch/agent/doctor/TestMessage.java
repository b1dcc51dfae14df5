package io.gapwatch.agent.doctor;

import com.github.f4b6a3.ulid.UlidCreator;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.notify.Message;
import java.time.Instant;
import java.util.List;

/** The message of {@code doctor --send}: people get it, and it says that nothing is wrong. */
final class TestMessage {
  private TestMessage() {}

  static Message at(Instant now) {
    return new Message(
        UlidCreator.getMonotonicUlid().toString(),
        "doctor",
        Status.OK,
        now,
        "✅ GAPWATCH TEST",
        List.of("gapwatch doctor --send asked for this message. Nothing is wrong."),
        List.of());
  }
}

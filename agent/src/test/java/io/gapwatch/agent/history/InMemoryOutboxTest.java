package io.gapwatch.agent.history;

import io.gapwatch.agent.incident.Transition;
import java.util.List;

class InMemoryOutboxTest extends OutboxContract {
  private final InMemoryOutbox outbox = new InMemoryOutbox();

  @Override
  Outbox outbox() {
    return outbox;
  }

  @Override
  void put(Transition... transitions) {
    outbox.put(Shift.CHANNELS, List.of(transitions));
  }
}

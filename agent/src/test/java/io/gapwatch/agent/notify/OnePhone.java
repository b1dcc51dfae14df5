package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A channel that records, and what waits for it. */
record OnePhone(MemoryOutbox outbox, RecordingMessenger phone, Notifier notifier) {
  static final Delivery DOWN = new Delivery.Failed("no answer within 10s");

  static OnePhone create() {
    MemoryOutbox outbox = new MemoryOutbox();
    List<String> ids = new ArrayList<>(List.of("ULID1", "ULID2"));
    return new OnePhone(
        outbox,
        new RecordingMessenger(),
        new Notifier(
            outbox,
            new Retry(Collections.nCopies(2, Duration.ZERO), Duration.ofMinutes(1)),
            () -> ids.remove(0)));
  }

  DeliveryReport deliver(Status status) {
    return notifier.deliver(new RunSummary("chain", status, Samples.NOW, Samples.DATA), phone);
  }
}

package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of an incident to a phone and off it again. */
class NotifierToPushoverTest {
  private final PushoverServer server = new PushoverServer("T", "U");
  private final Messenger phone = Channels.pushover(server.uri(), "T", "U", "");
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final Notifier notifier =
      new Notifier(
          outbox,
          new Retry(Collections.nCopies(2, Duration.ZERO), Duration.ofMinutes(1)),
          () -> "01JD00000000000000000000AA");
  private final Finding gap = Samples.gap(20500000, 20500009);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void ringsThroughTroubleAndIsCalledOffOnRecovery() {
    server.failNext(2, Fault.SERVER_ERROR);
    outbox.add(Samples.opened("1", gap));
    deliver(Status.CRITICAL);
    String receipt = server.messages().get(0).receipt().orElseThrow();
    assertThat(outbox.log).containsExactly("delivered 1 " + receipt);

    outbox.add(Samples.resolved("2", gap)).addCancellable(receipt);
    DeliveryReport report = deliver(Status.OK);

    assertThat(server.messages()).hasSize(2);
    assertThat(server.messages().get(1).title()).isEqualTo("✅ CHAIN RECOVERED");
    assertThat(server.cancelled()).containsExactly(receipt);
    assertThat(outbox.cancellable("chain", "phone")).isEmpty();
    assertThat(report.ok()).isTrue();
  }

  @Test
  void losesNothingInALongOutage() {
    server.failNext(6, Fault.DROP);
    outbox.add(Samples.opened("1", gap));
    assertThat(deliver(Status.CRITICAL).ok()).isFalse();
    assertThat(deliver(Status.CRITICAL).ok()).isFalse();
    assertThat(server.messages()).isEmpty();

    assertThat(deliver(Status.CRITICAL).ok()).isTrue();

    assertThat(server.messages()).hasSize(1);
    assertThat(server.requests()).isEqualTo(7);
    assertThat(outbox.pending("chain", "phone")).isEmpty();
  }

  private DeliveryReport deliver(Status status) {
    return notifier.deliver(new RunSummary("chain", status, Samples.NOW, Samples.DATA), phone);
  }
}

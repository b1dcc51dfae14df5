package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.notify.DeliveryReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages that wait until a time that the vendor named. */
class DeferralTest {
  private final OnePhone one = OnePhone.create();
  private final MemoryOutbox outbox = one.outbox();
  private final RecordingMessenger phone = one.phone();
  private final Transition opened = Samples.opened("1", Samples.gap(1, 2));

  @Test
  void waitsUntilTheVendorAskedToBeTriedAgain() {
    Instant reset = Samples.NOW.plus(Duration.ofDays(9));
    outbox.add(opened);
    phone.answering(new Delivery.Failed("quota used up", Optional.of(reset)));
    one.deliver(Status.CRITICAL);

    DeliveryReport later = one.deliver(Status.CRITICAL);

    assertThat(phone.sent).hasSize(1);
    assertThat(outbox.log).containsExactly("failed 1 quota used up, retry after " + reset);
    assertThat(later.describe()).isEqualTo("phone: deferred, 1 change: until 2026-11-30 05:15 UTC");
    assertThat(later.ok()).isFalse();
  }

  /** A clock that was years ahead added the vendor's "in a minute" to its own time. */
  @Test
  void aTimeBeyondEveryQuotaIsNotWaitedFor() {
    outbox.addDeferred(opened, Samples.NOW.plus(Duration.ofDays(1000)));
    assertThat(one.deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void triesANewChangeWithoutWaiting() {
    Instant reset = Samples.NOW.plus(Duration.ofDays(9));
    outbox.addDeferred(opened, reset);
    outbox.add(Samples.opened("2", Samples.gap(5, 6)));

    assertThat(one.deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(outbox.log).containsExactly("delivered 1,2 receipt0");
  }

  @Test
  void triesAgainWhenTheTimeHasCome() {
    outbox.addDeferred(opened, Samples.NOW);

    assertThat(one.deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);
  }
}

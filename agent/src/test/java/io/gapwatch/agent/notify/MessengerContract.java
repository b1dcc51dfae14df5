package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every messenger keeps to. */
public abstract class MessengerContract {

  protected abstract Messenger messenger();

  /** The titles of the messages that arrived. */
  protected abstract List<String> arrived();

  /** How many requests to send were made, in vain or not. */
  protected abstract int attempts();

  /** Makes the next attempt fail as the network does. */
  protected abstract void failNext();

  /** Makes the next attempt fail for good. */
  protected abstract void refuseNext();

  private final Message critical =
      Samples.message(Status.CRITICAL, Samples.DATA, Samples.opened("1", Samples.gap(1, 2)));

  @Test
  void delivers() {
    assertThat(messenger().send(critical)).isInstanceOf(Delivery.Delivered.class);
    assertThat(arrived()).containsExactly("❌ CHAIN UNHEALTHY");
  }

  @Test
  void deliversAHealthySummary() {
    assertThat(messenger().send(Samples.message(Status.OK, List.of())))
        .isEqualTo(Delivery.delivered());
    assertThat(arrived()).containsExactly("✅ CHAIN HEALTHY");
  }

  @Test
  void tellsAFailureAndTriesOnlyOnce() {
    failNext();

    assertThat(messenger().send(critical)).isInstanceOf(Delivery.Failed.class);
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void takesTheSameMessageAgainAfterAFailure() {
    failNext();
    messenger().send(critical);

    assertThat(messenger().send(critical)).isInstanceOf(Delivery.Delivered.class);
    assertThat(arrived()).containsExactly("❌ CHAIN UNHEALTHY");
  }

  @Test
  void tellsARefusal() {
    refuseNext();

    assertThat(messenger().send(critical)).isInstanceOf(Delivery.Refused.class);
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void isTestedWithoutReachingAnybody() {
    assertThat(messenger().test()).isInstanceOf(Delivery.Delivered.class);
    assertThat(arrived()).isEmpty();
  }

  @Test
  void aTestTellsARefusalAndAFailure() {
    failNext();
    assertThat(messenger().test()).isInstanceOf(Delivery.Failed.class);

    refuseNext();
    assertThat(messenger().test()).isInstanceOf(Delivery.Refused.class);
  }

  @Test
  void callsOffWhatAReceiptStandsFor() {
    Delivery.Delivered delivered = (Delivery.Delivered) messenger().send(critical);

    assertThat(delivered.receipt()).isPresent();
    assertThat(messenger().cancel(delivered.receipt().orElseThrow()))
        .isEqualTo(Delivery.delivered());
  }

  @Test
  void refusesToCallOffWhatItNeverIssued() {
    assertThat(messenger().cancel("aVeryUnlikelyReceipt0123456789"))
        .isInstanceOf(Delivery.Refused.class);
  }

  @Test
  void keepsAnEmergencyWhenItsCallingOffFails() {
    Delivery.Delivered delivered = (Delivery.Delivered) messenger().send(critical);
    failNext();

    assertThat(messenger().cancel(delivered.receipt().orElseThrow()))
        .isInstanceOf(Delivery.Failed.class);
  }
}

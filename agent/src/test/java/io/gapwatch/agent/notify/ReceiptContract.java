package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import org.junit.jupiter.api.Test;

/** What every messenger keeps to whose messages can be cancelled. */
public abstract class ReceiptContract {
  protected final Message critical =
      Samples.message(Status.CRITICAL, Samples.DATA, Samples.opened("1", Samples.gap(1, 2)));

  protected abstract Messenger messenger();

  /** Makes the next attempt fail as the network does. */
  protected abstract void failNext();

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

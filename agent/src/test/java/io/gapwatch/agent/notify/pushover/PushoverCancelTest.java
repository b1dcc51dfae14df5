package io.gapwatch.agent.notify.pushover;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.ReceiptContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An emergency that is over must ring no more; one that nobody cancelled must go on. */
class PushoverCancelTest extends ReceiptContract {
  private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";
  private final PushoverServer server = new PushoverServer(TOKEN, USER);
  private final Messenger pushover = Channels.pushover(server.uri(), TOKEN, USER, "");

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  protected Messenger messenger() {
    return pushover;
  }

  @Override
  protected void failNext() {
    server.failNext(1, Fault.SERVER_ERROR);
  }

  @Test
  void cancelsAnEmergency() {
    Delivery.Delivered delivered = (Delivery.Delivered) pushover.send(critical);
    String receipt = delivered.receipt().orElseThrow();

    pushover.cancel(receipt);

    assertThat(receipt).hasSize(30);
    assertThat(server.cancelled()).containsExactly(receipt);
  }

  @Test
  void aReceiptThatTheVendorDoesNotKnowRingsNoMore() {
    assertThat(pushover.cancel("nosuchreceipt")).isInstanceOf(Delivery.Refused.class);
  }

  /** A token that is corrected later can still cancel it. */
  @Test
  void aRefusalThatIsNotOfTheReceiptLeavesItRinging() {
    Messenger stranger = Channels.pushover(server.uri(), "wrong", USER, "");

    assertThat(stranger.cancel("receipt"))
        .isEqualTo(
            new Delivery.Failed(
                "Pushover refused it (400): application token is invalid, "
                    + "see https://pushover.net/api"));
  }

  @Test
  void asksNothingAboutWhatIsNotAReceipt() {
    assertThat(pushover.cancel("../../x")).isInstanceOf(Delivery.Refused.class);
    assertThat(server.errors()).isEmpty();
  }
}

package io.gapwatch.agent.notify;

import java.util.List;
import org.junit.jupiter.api.Nested;

/** The fake keeps to the contract of the real ones, or tests with it would prove nothing. */
class RecordingMessengerTest extends MessengerContract {
  private final RecordingMessenger messenger = new RecordingMessenger();
  private int failed;

  @Override
  protected Messenger messenger() {
    return messenger;
  }

  @Override
  protected List<String> arrived() {
    return messenger.sent.stream().skip(failed).map(Message::title).toList();
  }

  @Override
  protected int attempts() {
    return messenger.sent.size();
  }

  @Override
  protected void failNext() {
    failed++;
    messenger.answering(new Delivery.Failed("no answer within 10s"));
  }

  @Override
  protected void refuseNext() {
    failed++;
    messenger.answering(new Delivery.Refused("token invalid"));
  }

  @Nested
  class Receipts extends ReceiptContract {
    @Override
    protected Messenger messenger() {
      return messenger;
    }

    @Override
    protected void failNext() {
      RecordingMessengerTest.this.failNext();
    }
  }
}
